package score

import "math"

// assign gives the least cost of pairing every row of a square matrix with a
// column of its own: the Hungarian method with potentials, in cubic time
// (Kuhn 1955; Jonker & Volgenant 1987).
func assign(cost [][]float64) float64 {
	n := len(cost)
	u, v := make([]float64, n+1), make([]float64, n+1)
	row := make([]int, n+1) // the row paired with each column, both counted from one
	way := make([]int, n+1)
	for i := 1; i <= n; i++ {
		augment(cost, i, u, v, row, way)
	}
	sum := 0.0
	for j := 1; j <= n; j++ {
		sum += cost[row[j]-1][j-1]
	}
	return sum
}

// augment finds the cheapest path that gives row i a column.
func augment(cost [][]float64, i int, u, v []float64, row, way []int) {
	n := len(cost)
	least := make([]float64, n+1)
	used := make([]bool, n+1)
	for j := range least {
		least[j] = math.Inf(1)
	}
	row[0] = i
	at := 0
	for row[at] != 0 {
		used[at] = true
		next, delta := 0, math.Inf(1)
		for j := 1; j <= n; j++ {
			if used[j] {
				continue
			}
			if c := cost[row[at]-1][j-1] - u[row[at]] - v[j]; c < least[j] {
				least[j], way[j] = c, at
			}
			if least[j] < delta {
				next, delta = j, least[j]
			}
		}
		for j := 0; j <= n; j++ {
			if used[j] {
				u[row[j]] += delta
				v[j] -= delta
			} else {
				least[j] -= delta
			}
		}
		at = next
	}
	for at != 0 {
		row[at] = row[way[at]]
		at = way[at]
	}
}
