//! Where in a chat something is said: its topic, and the message it is said to.
//!
//! Read from the command by the transport; kept with the line and with what is owed, so that an answer comes where it was asked.
//!
//! **Invariant:** a topic's text form reads back as the same topic; what is no topic of ours reads as none.

use std::fmt;

/// A part of a chat with its own thread of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Topic {
    /// Of a forum, or of a private chat with topics.
    Thread(i64),
    /// Of a channel's direct messages: one person's.
    Direct(i64),
}

/// See the file's head. The default is a chat without topics, and no message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// Its topic.
    pub topic: Option<Topic>,
    /// The message that is answered.
    pub reply_to: Option<i64>,
}

impl Spot {
    /// A topic, and no message in it.
    pub fn of(topic: Option<Topic>) -> Spot {
        Spot { topic, reply_to: None }
    }
}

impl Topic {
    /// From the text that [`fmt::Display`] gives.
    pub fn parse(text: &str) -> Option<Topic> {
        let (kind, number) = text.split_at_checked(1)?;
        let number = number.parse().ok().filter(|number| *number > 0)?;
        match kind {
            "t" => Some(Topic::Thread(number)),
            "d" => Some(Topic::Direct(number)),
            _ => None,
        }
    }
}

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Topic::Thread(number) => write!(f, "t{number}"),
            Topic::Direct(number) => write!(f, "d{number}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_reads_back() {
        for topic in [Topic::Thread(42), Topic::Direct(i64::MAX), Topic::Thread(1)] {
            assert_eq!(Topic::parse(&topic.to_string()), Some(topic));
        }
        for strange in ["", "t", "t0", "t-1", "x5", "42", "т5", "t5 "] {
            assert_eq!(Topic::parse(strange), None, "{strange}");
        }
    }
}
