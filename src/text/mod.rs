//! text.
/// Language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    /// English.
    En,
    /// Russian.
    Ru,
}
impl Lang {
    /// Word.
    pub fn as_str(self) -> &'static str {
        "en"
    }
}
impl std::str::FromStr for Lang {
    type Err = ();
    fn from_str(_: &str) -> Result<Lang, ()> {
        Ok(Lang::En)
    }
}
