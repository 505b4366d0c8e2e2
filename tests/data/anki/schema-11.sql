insert into col values (1, 1690000000, 11, '{"creationOffset":-60,"nextPos":1}',
  '{"10":{"id":10,"name":"Basic","type":0,"did":null,"flds":[{"name":"Back","ord":1,"font":"Arial"},{"name":"Front","ord":0}],"tmpls":[{"name":"Card 1","ord":0,"qfmt":"{{Front}}","afmt":"{{Back}}","did":null}],"originalStockKind":1,"req":[[0,"any",[0]]]},"11":{"id":"11","name":"Cloze","type":1,"flds":[{"name":"Text","ord":0},{"name":"Back Extra","ord":1}],"tmpls":[{"name":"Cloze","ord":0,"qfmt":"{{cloze:Text}}","afmt":"{{cloze:Text}}"}],"originalStockKind":5}}',
  '{"20":{"id":20,"name":"Sea::Ports","desc":"salt","dyn":0,"conf":5},"21":{"id":21,"name":"Cramming","dyn":1}}',
  '{"5":{"id":5,"fsrsWeights":[],"fsrsParams5":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1],"fsrsParams6":[]}}');
