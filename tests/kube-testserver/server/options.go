package server

import (
	"flag"
	"fmt"
	"regexp"
	"strings"
	"time"

	"k8s.io/apimachinery/pkg/api/resource"

	"acm/kube-testserver/fleet"
	"acm/kube-testserver/kubelet"
)

// User is someone besides the administrator who gets a kubeconfig.
type User struct {
	Name   string
	Groups []string
}

// Options say what the server is like.
type Options struct {
	Fleet       fleet.Plan
	Pods        kubelet.Settings
	Definitions string
	Users       []User
	// Patience is how long the start may take.
	Patience time.Duration
}

// Defaults are six nodes in three zones of two regions.
func Defaults() Options {
	return Options{
		Fleet: fleet.Plan{
			Nodes: 6, Zones: 3, Regions: 2,
			CPU:         resource.MustParse("8"),
			Memory:      resource.MustParse("32Gi"),
			KubeletPort: 10250,
		},
		Pods: kubelet.Settings{
			StartDelay: 100 * time.Millisecond,
			BackOff:    500 * time.Millisecond,
			Unpullable: regexp.MustCompile(`^9\.9\.9\.9$`),
		},
		Patience: 2 * time.Minute,
	}
}

// Flags lets a command line set the options.
func (o *Options) Flags(flags *flag.FlagSet) {
	flags.IntVar(&o.Fleet.Nodes, "nodes", o.Fleet.Nodes, "number of nodes")
	flags.IntVar(&o.Fleet.Zones, "zones", o.Fleet.Zones, "number of zones the nodes are spread over")
	flags.IntVar(&o.Fleet.Regions, "regions", o.Fleet.Regions, "number of regions the zones are in")
	flags.Func("node-cpu", "capacity of each node (default 8)", quantity(&o.Fleet.CPU))
	flags.Func("node-memory", "capacity of each node (default 32Gi)", quantity(&o.Fleet.Memory))
	flags.Func("taint", "`key=value:effect` of the last node", func(text string) (err error) {
		o.Fleet.Taint, err = fleet.ParseTaint(text)
		return err
	})
	flags.Func("kubelet-port", "port on the address of each node (default 10250)", func(text string) error {
		_, err := fmt.Sscanf(text, "%d", &o.Fleet.KubeletPort)
		return err
	})
	flags.DurationVar(&o.Pods.StartDelay, "start-delay", o.Pods.StartDelay, "how long a container takes to start, and to stop")
	flags.DurationVar(&o.Pods.BackOff, "back-off", o.Pods.BackOff, "first pause before a container is started, or its image pulled, again")
	flags.Func("unpullable", "regular `expression` for the tags of images that cannot be pulled (default ^9\\.9\\.9\\.9$)", func(text string) (err error) {
		o.Pods.Unpullable, err = regexp.Compile(text)
		return err
	})
	flags.StringVar(&o.Definitions, "definitions", o.Definitions, "`directory` of custom resource definitions to install")
	flags.Func("user", "`name=group,group` of someone to write a kubeconfig for; may be repeated", func(text string) error {
		name, groups, _ := strings.Cut(text, "=")
		if name == "" || strings.ContainsAny(name, `/\`) {
			return fmt.Errorf("%q is no name for a user's file", name)
		}
		user := User{Name: name}
		if groups != "" {
			user.Groups = strings.Split(groups, ",")
		}
		o.Users = append(o.Users, user)
		return nil
	})
	flags.DurationVar(&o.Patience, "patience", o.Patience, "how long the start may take")
}

func quantity(target *resource.Quantity) func(string) error {
	return func(text string) (err error) {
		*target, err = resource.ParseQuantity(text)
		return err
	}
}
