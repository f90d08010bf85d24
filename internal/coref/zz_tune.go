package coref

func Tune() []int { return weights[:] }

func Phrases(p2 *linker) [][2]int { return nil }

var Last [][2]int

func Remember(p *page) {
	Last = Last[:0]
	for i := range p.all {
		Last = append(Last, [2]int{p.all[i].first, p.all[i].last})
	}
}
