package packaging

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/compose-spec/compose-go/v2/dotenv"
)

// root is the repository.
var root = func() string {
	path, err := filepath.Abs("../..")
	if err != nil {
		panic(err)
	}
	return path
}()

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, path))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func example(t *testing.T) map[string]string {
	t.Helper()
	variables, err := dotenv.Read(filepath.Join(root, ".env.example"))
	if err != nil {
		t.Fatal(err)
	}
	return variables
}

var readmeVariable = regexp.MustCompile("(?m)^\\| `([A-Z][A-Z0-9_]+)` \\|")

func TestTheExampleHoldsWhatTheComposeFileAndTheReadmeKnow(t *testing.T) {
	// Fixed inside the container, or not of the gateway.
	own := map[string]bool{"AEROSPIKE_VERSION": true}
	inReadme := map[string]bool{}
	for _, match := range readmeVariable.FindAllStringSubmatch(read(t, "README.md"), -1) {
		inReadme[match[1]] = true
	}
	variables := example(t)
	for name := range variables {
		if !inReadme[name] && !own[name] {
			t.Errorf("the README does not know %s", name)
		}
	}
	for _, match := range regexp.MustCompile(`\$\{([A-Z_0-9]+)`).FindAllStringSubmatch(read(t, "compose.yaml"), -1) {
		if _, known := variables[match[1]]; !known {
			t.Errorf("compose.yaml reads %s, which .env.example does not name", match[1])
		}
	}
	for name := range load(t, "compose.yaml").Services["gateway"].Environment {
		if !inReadme[name] {
			t.Errorf("compose.yaml sets %s, which the gateway does not know", name)
		}
	}
}
