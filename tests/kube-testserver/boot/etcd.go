package boot

import (
	"context"
	"fmt"
	"net/url"
	"path/filepath"

	"go.etcd.io/etcd/server/v3/embed"
)

const (
	etcdClientPort = 12379
	etcdPeerPort   = 12380
)

// startEtcd yields the URL of an etcd whose data nobody will need after a crash.
func startEtcd(ctx context.Context, dir, address string) (string, error) {
	client := url.URL{Scheme: "http", Host: fmt.Sprintf("%s:%d", address, etcdClientPort)}
	peer := url.URL{Scheme: "http", Host: fmt.Sprintf("%s:%d", address, etcdPeerPort)}
	config := embed.NewConfig()
	config.Dir = dir
	config.UnsafeNoFsync = true
	config.LogLevel = "error"
	config.LogOutputs = []string{filepath.Join(filepath.Dir(dir), "etcd.log")}
	config.ListenClientUrls, config.AdvertiseClientUrls = []url.URL{client}, []url.URL{client}
	config.ListenPeerUrls, config.AdvertisePeerUrls = []url.URL{peer}, []url.URL{peer}
	config.InitialCluster = config.InitialClusterFromName(config.Name)
	etcd, err := embed.StartEtcd(config)
	if err != nil {
		return "", err
	}
	select {
	case <-etcd.Server.ReadyNotify():
		return client.String(), nil
	case err := <-etcd.Err():
		return "", err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}
