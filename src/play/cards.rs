//! The pictures and documents of a game, saved as files: `DATA_DIR/cards/0007-brave-carp.png`.
//!
//! Owned by the chat, which prints the path in the place of the file.
//!
//! **Invariant:** a file that exists is never written again, whoever made it.

use std::{
    collections::HashMap,
    fs::{self, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use crate::sandbox::telegram::{Document, Picture};

/// Characters of a caption that go into a file's name.
const NAME: usize = 40;
/// Numbers that are tried when others write into the same folder.
const TRIES: u32 = 1_000;

/// The folder of cards.
#[derive(Debug)]
pub(super) struct Cards {
    folder: PathBuf,
    /// The number of the next card, once the folder was looked at.
    next: Option<u32>,
    /// Pictures saved in this game, by Telegram's id of them.
    saved: HashMap<String, PathBuf>,
}

impl Cards {
    /// Cards under this data folder; nothing is made before the first card.
    pub(super) fn under(data_dir: &Path) -> Cards {
        Cards { folder: data_dir.join("cards"), next: None, saved: HashMap::new() }
    }

    /// Saves a picture under a new number, or finds it when it was saved before.
    pub(super) fn save(&mut self, picture: &Picture, caption: &str) -> io::Result<PathBuf> {
        if let Some(path) = self.saved.get(&picture.file_id) {
            return Ok(path.clone());
        }
        let path = self.write(&picture.bytes, &format!("{}.png", name(caption)))?;
        self.saved.insert(picture.file_id.clone(), path.clone());
        Ok(path)
    }

    /// Saves a document under a new number and, as far as it is a plain one, its own name.
    pub(super) fn save_document(&mut self, document: &Document) -> io::Result<PathBuf> {
        let (stem, ending) = document.name.rsplit_once('.').unwrap_or((&document.name, "txt"));
        self.write(&document.bytes, &format!("{}.{}", name(stem), name(ending).trim_start_matches('-')))
    }

    /// Writes a new file whose name is the next number and `rest`.
    fn write(&mut self, bytes: &[u8], rest: &str) -> io::Result<PathBuf> {
        fs::create_dir_all(&self.folder)?;
        let first = match self.next {
            Some(next) => next,
            None => highest(&self.folder)? + 1,
        };
        for number in first..first.saturating_add(TRIES) {
            let path = self.folder.join(format!("{number:04}{rest}"));
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(mut file) => {
                    file.write_all(bytes)?;
                    self.next = Some(number + 1);
                    return Ok(path);
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::Error::new(io::ErrorKind::AlreadyExists, "no number is free"))
    }
}

/// The highest number that a file of the folder begins with.
fn highest(folder: &Path) -> io::Result<u32> {
    let mut highest = 0;
    for entry in fs::read_dir(folder)? {
        let file = entry?.file_name();
        let digits: String = file.to_string_lossy().chars().take_while(char::is_ascii_digit).collect();
        highest = highest.max(digits.parse().unwrap_or(0));
    }
    Ok(highest)
}

/// What a caption's first line adds to a number: `-brave-carp`, or nothing when it has no plain letters.
fn name(caption: &str) -> String {
    let mut name = String::new();
    for c in caption.lines().next().unwrap_or_default().chars() {
        if c.is_ascii_alphanumeric() {
            name.push(c.to_ascii_lowercase());
        } else if !name.is_empty() && !name.ends_with('-') && c != '\'' && c != '’' {
            name.push('-');
        }
        if name.len() >= NAME {
            break;
        }
    }
    let name = name.trim_end_matches('-');
    if name.is_empty() { String::new() } else { format!("-{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(id: &str, bytes: &[u8]) -> Picture {
        Picture { file_id: id.into(), bytes: bytes.into(), width: 1, height: 1 }
    }

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("angler-cards-{name}-{}", std::process::id()));
        let _was_not_there = fs::remove_dir_all(&folder);
        folder
    }

    #[test]
    fn a_caption_becomes_a_file_name() {
        for (caption, wanted) in [
            ("🐟 Brave Carp (rare)\nA story.", "-brave-carp-rare"),
            ("The Trader's Boot", "-the-traders-boot"),
            ("../../etc/passwd", "-etc-passwd"),
            ("Храбрый карп", ""),
            ("", ""),
        ] {
            assert_eq!(name(caption), wanted);
        }
        assert_eq!(name(&"long ".repeat(40)).len(), 40);
    }

    #[test]
    fn numbers_go_on_after_what_is_there_and_nothing_is_overwritten() {
        let data = folder("numbers");
        fs::create_dir_all(data.join("cards")).unwrap();
        fs::write(data.join("cards/0041-old.png"), b"old").unwrap();
        fs::write(data.join("cards/notes.txt"), b"mine").unwrap();
        let mut cards = Cards::under(&data);
        let first = cards.save(&picture("a", b"one"), "Carp").unwrap();
        assert_eq!(first, data.join("cards/0042-carp.png"));
        // Another game in the same folder was faster.
        fs::write(data.join("cards/0043-carp.png"), b"theirs").unwrap();
        let second = cards.save(&picture("b", b"two"), "Carp").unwrap();
        assert_eq!(second, data.join("cards/0044-carp.png"));
        assert_eq!(cards.save(&picture("a", b"one"), "Carp again").unwrap(), first);
        let read = |path: &str| fs::read(data.join(path)).unwrap();
        assert_eq!((read("cards/0041-old.png"), read("cards/0043-carp.png")), (b"old".to_vec(), b"theirs".to_vec()));
        assert_eq!((fs::read(first).unwrap(), fs::read(second).unwrap()), (b"one".to_vec(), b"two".to_vec()));
        fs::remove_dir_all(data).unwrap();
    }

    #[test]
    fn a_document_keeps_its_name_behind_a_number() {
        let data = folder("documents");
        let mut cards = Cards::under(&data);
        for (name, wanted) in [("angler-mydata.json", "0001-angler-mydata.json"), ("../x/../passwd", "0002-x.passwd")] {
            let document = Document { name: name.into(), bytes: b"{}".as_slice().into() };
            let path = cards.save_document(&document).unwrap();
            assert_eq!((path.clone(), fs::read(path).unwrap()), (data.join("cards").join(wanted), b"{}".to_vec()));
        }
        fs::remove_dir_all(data).unwrap();
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_an_error() {
        let data = folder("file");
        fs::write(&data, b"a file, not a folder").unwrap();
        assert!(Cards::under(&data).save(&picture("a", b"one"), "Carp").is_err());
        fs::remove_file(data).unwrap();
    }
}
