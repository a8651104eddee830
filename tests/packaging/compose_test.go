package packaging

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
)

// load reads a compose file as the compose command does: merged, interpolated with `.env.example`
// and checked against the specification's schema.
func load(t *testing.T, file string) *types.Project {
	t.Helper()
	options, err := cli.NewProjectOptions(
		[]string{filepath.Join(root, file)},
		cli.WithEnvFiles(filepath.Join(root, ".env.example")),
		cli.WithDotEnv,
	)
	if err != nil {
		t.Fatal(err)
	}
	project, err := options.LoadProject(context.Background())
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return project
}

func TestTheStackIsAGatewayAndThreeNodes(t *testing.T) {
	project := load(t, "compose.yaml")
	var nodes []string
	for _, name := range project.ServiceNames() {
		if strings.HasPrefix(name, "aerospike-") {
			nodes = append(nodes, name)
		}
	}
	if len(nodes) != 3 || len(project.Services) != 4 {
		t.Fatalf("services are %v", project.ServiceNames())
	}
	gateway := project.Services["gateway"]
	if gateway.Build == nil || gateway.Build.Context != root {
		t.Errorf("the gateway is not built from this source: %+v", gateway.Build)
	}
	if seed := gateway.Environment["AEROSPIKE_HOST"]; seed == nil || *seed != nodes[0] {
		t.Errorf("the gateway's first profile does not point at %s", nodes[0])
	}
	if len(gateway.DependsOn) > 0 {
		t.Errorf("the gateway waits for %v: a dead cluster must not delay its start", gateway.DependsOn)
	}
	seeds := read(t, "deploy/aerospike.conf")
	for _, node := range nodes {
		if !strings.Contains(seeds, "mesh-seed-address-port "+node+" 3002") {
			t.Errorf("the nodes' settings do not name %s as a seed", node)
		}
	}
}

func TestTheDevelopmentFileHoldsAerospikeAlone(t *testing.T) {
	project := load(t, "compose.dev.yaml")
	if names := project.ServiceNames(); len(names) != 1 || names[0] != "aerospike" {
		t.Fatalf("services are %v", names)
	}
}

func TestEveryServiceIsWatchedPinnedAndPublishedOnLoopbackAlone(t *testing.T) {
	pinned := regexp.MustCompile(`^docker\.io/aerospike/aerospike-server:\d+(\.\d+){3}$`)
	for _, file := range []string{"compose.yaml", "compose.dev.yaml"} {
		project := load(t, file)
		for name, service := range project.Services {
			if service.HealthCheck == nil || len(service.HealthCheck.Test) == 0 {
				t.Errorf("%s: %s has no health check", file, name)
			}
			if service.Restart != types.RestartPolicyUnlessStopped {
				t.Errorf("%s: %s is not restarted", file, name)
			}
			if service.Privileged {
				t.Errorf("%s: %s is privileged", file, name)
			}
			if service.Build == nil && !pinned.MatchString(service.Image) {
				t.Errorf("%s: %s has the image %s", file, name, service.Image)
			}
			for _, port := range service.Ports {
				if port.HostIP != "127.0.0.1" {
					t.Errorf("%s: %s publishes %s on %q", file, name, port.Published, port.HostIP)
				}
			}
			keeps := false
			for _, volume := range service.Volumes {
				switch volume.Type {
				case types.VolumeTypeBind:
					if _, err := os.Stat(volume.Source); err != nil {
						t.Errorf("%s: %s mounts what is not there: %v", file, name, err)
					}
				case types.VolumeTypeVolume:
					keeps = true
					if _, known := project.Volumes[volume.Source]; !known {
						t.Errorf("%s: %s uses an undeclared volume %s", file, name, volume.Source)
					}
				}
			}
			if !keeps {
				t.Errorf("%s: %s keeps nothing", file, name)
			}
		}
	}
}

func TestTheGatewayRunsWithoutPrivileges(t *testing.T) {
	gateway := load(t, "compose.yaml").Services["gateway"]
	if !gateway.ReadOnly || len(gateway.CapDrop) != 1 || gateway.CapDrop[0] != "ALL" {
		t.Errorf("read only %v, dropped %v", gateway.ReadOnly, gateway.CapDrop)
	}
	if len(gateway.SecurityOpt) != 1 || gateway.SecurityOpt[0] != "no-new-privileges:true" {
		t.Errorf("security options are %v", gateway.SecurityOpt)
	}
}

// The embedded cluster's tables of parameters were made from a real server's.
func TestEveryParameterOfTheNodesIsOneOfTheServers(t *testing.T) {
	known := read(t, "crates/embedded/src/info/config/service.rs") +
		read(t, "crates/embedded/src/info/config/network.rs") +
		read(t, "crates/embedded/src/info/config/namespace.rs")
	blocks := map[string]bool{
		"service": true, "logging": true, "console": true, "network": true, "fabric": true,
		"heartbeat": true, "namespace": true, "context": true, "storage-engine": true,
	}
	// What a node's file holds but no reply names as such.
	onlyInFiles := map[string]bool{"file": true}
	for _, file := range []string{"deploy/aerospike.conf", "deploy/aerospike.dev.conf"} {
		for number, line := range strings.Split(read(t, file), "\n") {
			words := strings.Fields(line)
			if len(words) < 2 || words[0] == "#" || blocks[words[0]] || onlyInFiles[words[0]] {
				continue
			}
			if !strings.Contains(known, words[0]) {
				t.Errorf("%s:%d: no server has a parameter %q", file, number+1, words[0])
			}
		}
	}
}
