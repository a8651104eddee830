package addresses

import "testing"

func TestBlocksAreClaimedByOneServerEach(t *testing.T) {
	first, err := Claim()
	if err != nil {
		t.Fatal(err)
	}
	second, err := Claim()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = second.Release() }()
	if first.String() == second.String() {
		t.Errorf("%s was claimed twice", first)
	}
	if err := first.Release(); err != nil {
		t.Fatal(err)
	}
	again, err := Claim()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = again.Release() }()
	if again.String() != first.String() {
		t.Errorf("%s was given back, and %s claimed", first, again)
	}
}

func TestAddressesAreUsedOnceUntilAllWere(t *testing.T) {
	block, err := Claim()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = block.Release() }()
	seen := map[string]bool{}
	for range hosts * hosts {
		address, err := block.Take()
		if err != nil || seen[address] {
			t.Fatalf("%s was handed out twice, or not: %v", address, err)
		}
		seen[address] = true
	}
	if address, err := block.Take(); err == nil {
		t.Errorf("%s was handed out beyond the last", address)
	}
	for address := range seen {
		block.GiveBack(address)
		if again, err := block.Take(); err != nil || again != address {
			t.Errorf("%s was given back, and %s handed out: %v", address, again, err)
		}
		return
	}
}
