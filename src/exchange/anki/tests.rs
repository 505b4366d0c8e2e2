use std::io::{Cursor, Write as _};

use rusqlite::{Connection, MAIN_DB};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::collection::{CardState, DueIn};
use super::media::MediaFile;
use super::*;

const COMMON: &str = include_str!("../../../tests/data/anki/common.sql");
const SCHEMA_18: &str = include_str!("../../../tests/data/anki/schema-18.sql");
const SCHEMA_11: &str = include_str!("../../../tests/data/anki/schema-11.sql");

fn database(sql: &[&str]) -> Vec<u8> {
    let mut connection = Connection::open_in_memory().unwrap();
    connection.create_collation("unicase", |a: &str, b: &str| a.to_lowercase().cmp(&b.to_lowercase())).unwrap();
    for sql in sql {
        connection.execute_batch(sql).unwrap();
    }
    connection.serialize(MAIN_DB).unwrap().to_vec()
}

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

/// What Anki puts in the place of a collection that an older program can't read.
fn stub() -> Vec<u8> {
    database(&[COMMON, SCHEMA_11, "delete from notes; delete from cards; delete from revlog"])
}

fn version_3() -> Vec<u8> {
    let sha1: [u8; 20] = <[u8; 20]>::from(<sha1::Sha1 as sha1::Digest>::digest(b"hi"));
    let media = [&b"\x0a\x1f\x0a\x05a.png\x10\x02\x1a\x14"[..], &sha1].concat();
    zip(&[
        ("meta", b"\x08\x03"),
        ("collection.anki21b", &zstd(&database(&[COMMON, SCHEMA_18]))),
        ("collection.anki2", &stub()),
        ("0", &zstd(b"hi")),
        ("media", &zstd(&media)),
    ])
}

fn older(name: &str, meta: Option<&[u8]>) -> Vec<u8> {
    let sound = database(&[COMMON, SCHEMA_11]);
    let stub = stub();
    let mut entries: Vec<(&str, &[u8])> = meta.map(|meta| ("meta", meta)).into_iter().collect();
    entries.push((name, &sound));
    if name != "collection.anki2" {
        entries.push(("collection.anki2", &stub));
    }
    entries.extend([("media", &b"{\"0\":\"a.png\"}"[..]), ("0", &b"hi"[..])]);
    zip(&entries)
}

fn open(bytes: Vec<u8>) -> Result<Package<Cursor<Vec<u8>>>, PackageError> {
    Package::open(Cursor::new(bytes))
}

fn read(bytes: Vec<u8>) -> Result<(Collection, Vec<String>), PackageError> {
    open(bytes)?.collection()
}

#[track_caller]
fn refusal(bytes: Vec<u8>) -> String {
    match read(bytes) {
        Ok(_) => panic!("it was read"),
        Err(err) => err.to_string(),
    }
}

#[test]
fn all_versions_say_the_same() {
    let (newest, remarks) = read(version_3()).unwrap();
    assert_eq!(remarks, Vec::<String>::new());
    for bytes in [
        older("collection.anki21", Some(b"\x08\x02")),
        older("collection.anki21", None),
        older("collection.anki2", Some(b"\x08\x01")),
        older("collection.anki2", None),
    ] {
        let (collection, _) = read(bytes).unwrap();
        assert_eq!(collection, newest);
    }
    assert_eq!((newest.created, newest.offset_minutes), (1_690_000_000, Some(60)));
    assert_eq!(newest.decks[0].path, ["Sea", "Ports"]);
    assert_eq!((newest.decks[0].description.as_str(), newest.decks[0].preset), ("salt", 5));
    assert_eq!(newest.decks.iter().map(|deck| deck.is_filtered).collect::<Vec<_>>(), [false, true]);
    assert_eq!(newest.note_types[0].fields, ["Front", "Back"]);
    assert_eq!(newest.note_types[0].templates[0].front, "{{Front}}");
    assert_eq!(newest.note_types.iter().map(|it| (it.is_cloze, it.stock)).collect::<Vec<_>>(), [(false, 1), (true, 5)]);
    assert_eq!(newest.notes[0].tags, ["sea", "port::big"]);
    assert_eq!(newest.notes[0].fields, ["Where is<br>Hull?", "Humber"]);
    assert_eq!(newest.weights, [(5, vec![1.0; 19])]);
}

#[test]
fn cards_come_with_what_they_were_before_they_were_moved() {
    let (collection, _) = read(version_3()).unwrap();
    let [review, away, learning] = &collection.cards[..] else { panic!("three cards") };
    assert_eq!((review.state, review.due, review.interval), (CardState::Review, DueIn::Day(130), 25));
    assert_eq!((review.flag, review.lapses, review.memory), (3, 1, Some((24.5, 5.25))));
    assert_eq!((away.deck, away.due, away.is_suspended), (20, DueIn::Day(90), true));
    assert_eq!((learning.state, learning.due), (CardState::Learning, DueIn::Second(1_700_864_000)));
    let of_first: Vec<i64> = collection.reviews.iter().filter(|it| it.card == 100).map(|it| it.id).collect();
    assert_eq!(of_first, [1_700_000_400_000, 1_700_000_500_000, 1_700_090_000_000]);
}

#[test]
fn a_stub_is_never_read_beside_a_newer_file_that_is_missing() {
    let bytes = zip(&[("meta", b"\x08\x03"), ("collection.anki2", &stub()), ("media", b"")]);
    assert!(refusal(bytes).contains("no collection"));
}

#[test]
fn a_version_that_is_unknown_is_refused() {
    for meta in [&b"\x08\x04"[..], b"\x08\x00", b"", b"\xff\xff\xff"] {
        let said = refusal(zip(&[("meta", meta), ("collection.anki2", &stub())]));
        assert!(said.contains("reads 1 to 3"), "{said}");
    }
}

#[test]
fn media_are_checked() {
    for bytes in [version_3(), older("collection.anki2", None)] {
        let mut package = open(bytes).unwrap();
        let media = package.media().unwrap();
        assert_eq!(media.len(), 1);
        assert_eq!((media[0].name.as_str(), package.read_media(&media[0]).unwrap()), ("a.png", b"hi".to_vec()));
        let changed = MediaFile { sha1: Some([0; 20]), ..media[0].clone() };
        assert!(matches!(package.read_media(&changed), Err(PackageError::Sha1(_))));
        let missing = MediaFile { entry: "7".to_owned(), ..media[0].clone() };
        assert!(matches!(package.read_media(&missing), Err(PackageError::NoMedia(_))));
    }
}

#[test]
fn names_that_lead_out_are_refused() {
    for name in ["../x", "/etc/passwd", "a/../../x", "..\\x", "c:x"] {
        let said = refusal(zip(&[("collection.anki2", &stub()), (name, b"x")]));
        assert!(said.contains("no plain name"), "{name}: {said}");
        let list = serde_json::json!({ "0": name }).to_string();
        let mut package = open(zip(&[("collection.anki2", &stub()), ("media", list.as_bytes())])).unwrap();
        assert!(matches!(package.media(), Err(PackageError::Name(_))), "{name}");
    }
}

#[test]
fn what_grows_too_much_is_refused() {
    let bomb = vec![0; 64 << 20];
    let said = refusal(zip(&[("collection.anki2", &bomb)]));
    assert!(said.contains("50 times"), "{said}");
    let said = refusal(zip(&[("meta", b"\x08\x03"), ("collection.anki21b", &zstd(&bomb))]));
    assert!(said.contains("50 times"), "{said}");
}

#[test]
fn a_torn_package_is_refused() {
    let sound = version_3();
    for length in (0..sound.len()).step_by(97) {
        assert!(read(sound[..length].to_vec()).is_err(), "{length}");
    }
    let mut database = database(&[COMMON, SCHEMA_11]);
    database.truncate(database.len() / 2);
    assert!(refusal(zip(&[("collection.anki2", &database)])).contains("damaged"));
}

#[test]
fn a_schema_that_computes_is_refused() {
    for (sql, word) in [
        ("create view v as select 1", "the view `v`"),
        ("create trigger t after insert on notes begin select 1; end", "the trigger `t`"),
        (
            "pragma writable_schema = on; insert into sqlite_schema values ('table', 'f', 'f', 0, 'create virtual table f using dbstat')",
            "the virtual table `f`",
        ),
        ("alter table notes add column x as (hex(guid))", "computed"),
        ("drop table revlog", "`revlog` is missing"),
    ] {
        let said = refusal(zip(&[("collection.anki2", &database(&[COMMON, SCHEMA_11, sql]))]));
        assert!(said.contains(word), "{sql}: {said}");
    }
}

#[test]
fn values_of_the_wrong_type_are_taken_for_what_they_may_mean() {
    let sql = "
        update notes set flds = x'ff00', tags = null, guid = 7;
        update cards set ivl = 'twenty', factor = -5, ord = 9e99, flags = 1e300, due = null, data = x'7b', lapses = '12';
        insert into cards select id + 9, 99, did, ord, mod, type, queue, due, ivl, factor, lapses, odue, odid, flags, data from cards;
        insert into notes values (3, 'lost', 99, 0, '', '');
        update revlog set ease = -1, time = 1e30, type = 'x', cid = case when id % 3 = 0 then null else cid end;
    ";
    for schema in [SCHEMA_11, SCHEMA_18] {
        let (collection, remarks) = read_collection(database(&[COMMON, schema, sql])).unwrap();
        let said = ["a note whose note type is missing was left out", "3 cards whose note is missing were left out"];
        assert_eq!(remarks, said);
        assert_eq!((collection.notes.len(), collection.cards.len()), (2, 3));
        assert_eq!((collection.notes[0].guid.as_str(), collection.cards[0].ord), ("7", u32::MAX));
        assert_eq!((collection.cards[0].interval, collection.cards[0].lapses), (0, 12));
    }
}

#[test]
fn a_database_that_says_it_has_a_log_beside_it_is_read() {
    let mut database = database(&[COMMON, SCHEMA_11]);
    database[18..20].fill(2);
    assert_eq!(read_collection(database).unwrap().0.notes.len(), 2);
}
