//! What a typed line means: a number presses a button, anything else is a message.
//!
//! Called for every line, from a terminal or a pipe.
//!
//! **Invariant:** a line that is only digits is never sent as a message.

/// A line, understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line<'a> {
    /// Nothing was typed.
    Empty,
    /// Press the button of this number, counted from 1; a number beyond any keyboard is as good as any other.
    Press(usize),
    /// Say this.
    Say(&'a str),
}

/// Understands a line; the spaces around it do not count.
pub(super) fn read(line: &str) -> Line<'_> {
    match line.trim() {
        "" => Line::Empty,
        digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => Line::Press(digits.parse().unwrap_or(usize::MAX)),
        text => Line::Say(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_press_and_all_else_is_said() {
        for (line, meant) in [
            ("", Line::Empty),
            ("  \r\n", Line::Empty),
            ("1", Line::Press(1)),
            (" 12 \n", Line::Press(12)),
            ("0", Line::Press(0)),
            ("99999999999999999999999", Line::Press(usize::MAX)),
            ("/cast\r\n", Line::Say("/cast")),
            ("1 fish", Line::Say("1 fish")),
            ("-1", Line::Say("-1")),
            ("١", Line::Say("١")),
        ] {
            assert_eq!(read(line), meant, "{line:?}");
        }
    }
}
