package ingest

import (
	"strings"
	"testing"

	"dateline"
)

func TestLanguage(t *testing.T) {
	for _, c := range []struct{ tag, text string }{
		{"en", "Shells fell on the harbour of Velm late on Wednesday, the mayor's office said, wounding two dock workers."},
		{"en", "THE ARMY DENIED TODAY THAT ITS FORCES HAD FIRED ON THE TOWN."},
		{"en", "Orm lard prices rise"}, // is to be read: checked apart below
		{"fr", "Des obus sont tombés mercredi soir sur le port de Velm, blessant deux dockers, selon la mairie de la ville."},
		{"de", "Auf den Hafen von Velm sind am Mittwochabend Granaten gefallen, zwei Arbeiter wurden verletzt, wie das Büro des Bürgermeisters mitteilte."},
		{"es", "Varios proyectiles cayeron el miércoles por la noche en el puerto de Velm e hirieron a dos estibadores, según la alcaldía de la ciudad."},
		{"pt", "Vários projéteis caíram na noite de quarta-feira no porto de Velm e feriram dois estivadores, segundo a prefeitura da cidade."},
		{"it", "Alcuni proiettili sono caduti mercoledì sera sul porto di Velm e hanno ferito due operai, secondo l'ufficio del sindaco della città."},
		{"nl", "Op de haven van Velm zijn woensdagavond granaten gevallen, waarbij volgens het kantoor van de burgemeester twee havenarbeiders gewond raakten."},
		{"sv", "Granater föll på hamnen i Velm sent på onsdagen och två hamnarbetare skadades, enligt borgmästarens kontor som inte ville säga mer."},
		{"pl", "Pociski spadły w środę wieczorem na port w Velm i zraniły dwóch robotników, jak podało biuro burmistrza, które nie chciało nic więcej powiedzieć."},
		{"tr", "Çarşamba akşamı Velm limanına top mermileri düştü ve belediye başkanının ofisine göre iki liman işçisi yaralandı, ancak bu olay için daha fazla bilgi yok."},
		{"id", "Peluru jatuh di pelabuhan Velm pada Rabu malam dan melukai dua pekerja, kata kantor wali kota yang tidak akan memberi keterangan lebih lanjut."},
		{"hu", "Lövedékek hullottak szerda este a velmi kikötőre, és két munkás megsebesült, mondta a polgármester hivatala, amely szerint ez az első ilyen támadás volt."},
		{"cs", "Na přístav ve Velmu dopadly ve středu večer granáty a zranily dva dělníky, uvedl úřad starosty, podle kterého to byl první útok."},
		{"ro", "Proiectile au căzut miercuri seara în portul Velm și au rănit doi muncitori, a declarat biroul primarului, care nu a mai spus nimic din ce se știe."},
		{"ru", "Снаряды упали в среду вечером на порт Велма и ранили двух рабочих, сообщил офис мэра."},
		{"uk", "Снаряди впали у середу ввечері на порт Велма і поранили двох робітників, повідомив офіс мера, який більше нічого не сказав про її наслідки й причини цієї події."},
		{"bg", "Снаряди паднаха в сряда вечерта върху пристанището на Велм и раниха двама работници, съобщи офисът на кмета, който не каза нищо повече."},
		{"ar", "سقطت قذائف على ميناء فيلم مساء الأربعاء وأصيب عاملان، قال مكتب رئيس البلدية إن الهجوم هو الأول من نوعه."},
		{"fa", "گلوله‌های توپ چهارشنبه شب در بندر ولم فرود آمد و دو کارگر را زخمی کرد، دفتر شهردار گفت که این نخستین حمله است."},
		{"el", "Οβίδες έπεσαν την Τετάρτη το βράδυ στο λιμάνι του Βελμ και τραυμάτισαν δύο εργάτες."},
		{"he", "פגזים נפלו ביום רביעי בערב על נמל ולם ופצעו שני פועלים, מסר משרד ראש העיר."},
		{"zh", "周三晚间炮弹落在维尔姆港口，两名码头工人受伤，市长办公室说。"},
		{"ja", "水曜日の夜、ベルムの港に砲弾が落ち、港湾労働者二人が負傷したと市長室が述べた。"},
		{"ko", "수요일 밤 벨름 항구에 포탄이 떨어져 부두 노동자 두 명이 다쳤다고 시장실이 밝혔다."},
	} {
		got := Language(c.text)
		if got != c.tag && (c.tag != "en" || got != "und") {
			t.Errorf("%s: %s: %s", c.tag, got, c.text)
		}
	}
}

// TestGate holds what is read: English, whatever else is in it, and what is
// too short to tell; and what is not.
func TestGate(t *testing.T) {
	const french = "Des obus sont tombés mercredi soir sur le port de Velm, blessant deux dockers, selon la mairie de la ville."
	for _, c := range []struct {
		text, declared, lang string
		read                 bool
	}{
		{"", "", "und", true},
		{"Velm quiet", "", "und", true},
		{"Velm quiet", "en_gb", "en-GB", true},
		{"SHR 34 CTS VS 1.19 DLRS\nNET 807,000 VS 2,858,000\nREVS 510.2 MLN", "", "und", true},
		{french, "", "fr", false},
		{french, "fr-CA", "fr-CA", false},
		{french, "en", "fr", false},
		{"The mayor said in French: \"" + french + "\" He then left the room, and it was not clear who would speak for the town after him or when.", "fr", "en", true},
		{"The president met envoys in Москва on Friday and said that talks with the ministry (Министерство иностранных дел) would go on.", "", "en", true},
		{"Rebels in Côte d'Ivoire, São Tomé and Zürich met the de facto leader of La Paz, El Hadj al Din, in Den Haag on Sunday.", "", "en", true},
	} {
		d := &dateline.Dispatch{Text: c.text, Lang: c.declared}
		gate(d)
		if d.Lang != c.lang || (d.Doubt == "") != c.read {
			t.Errorf("%q %s: %s, doubt %q", c.text, c.declared, d.Lang, d.Doubt)
		}
	}
}

func FuzzLanguage(f *testing.F) {
	f.Add("the and Москва 中文 \xff", "en-gb")
	f.Fuzz(func(t *testing.T, s, declared string) {
		d := &dateline.Dispatch{Text: s, Lang: declared}
		gate(d)
		if d.Lang == "" || d.Lang != tagForm(d.Lang) {
			t.Fatalf("%q", d.Lang)
		}
	})
}

func BenchmarkLanguage(b *testing.B) {
	s := strings.Repeat(shells+" ", 5)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		Language(s)
	}
}
