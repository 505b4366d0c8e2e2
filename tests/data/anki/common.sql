create table col (id integer primary key, crt integer, ver integer, conf text, models text, decks text, dconf text);
create table notes (id integer primary key, guid text, mid integer, mod integer, tags text, flds text);
create table cards (id integer primary key, nid integer, did integer, ord integer, mod integer, type integer, queue integer, due integer, ivl integer, factor integer, lapses integer, odue integer, odid integer, flags integer, data text);
create table revlog (id integer primary key, cid integer, ease integer, ivl integer, factor integer, time integer, type integer);
insert into notes values (1, 'ab;c"d', 10, 1700000100, ' sea  port::big ', 'Where is<br>Hull?' || char(31) || 'Humber'), (2, 'second', 11, 1700000200, '', 'The {{c1::Tyne}} and {{c2::Wear}}' || char(31));
insert into cards values
  (100, 1, 20, 0, 1700900000, 2, 2, 130, 25, 2500, 1, 0, 0, 3, '{"s":24.5,"d":5.25,"dr":0.9}'),
  (101, 2, 21, 0, 1700900001, 2, -1, -99990, 7, 2300, 0, 90, 20, 0, ''),
  (102, 2, 20, 1, 1700900002, 1, 1, 1700864000, 0, 0, 0, 0, 0, 0, '{}');
insert into revlog values
  (1700000500000, 100, 3, -600, 0, 4000, 0), (1700000400000, 100, 1, -60, 0, 5000, 0),
  (1700090000000, 100, 4, 25, 480, 3500, 1), (1700800000000, 102, 1, -60, 0, 9000, 0);
