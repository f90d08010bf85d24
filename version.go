package dateline

// ReadingFormat names the shape of a reading's JSON form. It changes with the
// shape alone.
//
//	1  first form
const ReadingFormat = "dateline.reading/1"

// Engine names the results: two readings of one text by the same engine are
// the same bytes. It changes whenever a reading may differ.
//
//	0.1  language core, header, names, coreference, places, dates, statements;
//	     first events and figures
//	0.2  titles, trailing sources and headlines in capitals; speakers by name;
//	     the lexicon of events doubled; figures by tables; factuality
const Engine = "dateline/0.2"
