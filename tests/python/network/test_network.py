"""Figures of the network that weefsel computes, against networkx and igraph on the networks that it exports."""

import csv
import itertools
import os
import subprocess
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

nx = pytest.importorskip("networkx")

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = Path(os.environ.get("WEEFSEL", ROOT / "build/release/weefsel"))
pytestmark = pytest.mark.skipif(not PROGRAM.exists(), reason="weefsel is not built (build/release, or WEEFSEL)")

# Every thirteen weeks, at the end of which the measures look at the same moment as the kept networks.
DATES = ["2026-04-06", "2026-07-06"]
SCENARIO = """\
question: {{nl: "Proef?", en: "Test?"}}
town: {town}
years: 0.5
run_in_years: 2
replicates: 2
record: {{network_every_weeks: 13, clustering_every_weeks: 13, network_at: [2026-04-06, 2026-07-06]}}
{levers}
"""
CLOSED = "levers: [{id: closed, from: 2026-02-02, close_places: {ids: [library_hof]}}]"


def weefsel(*words, code=0, cwd=None):
    done = subprocess.run([str(PROGRAM), *map(str, words)], capture_output=True, text=True, check=False, cwd=cwd)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    folder = tmp_path_factory.mktemp("network")
    town = ROOT / "scenarios/towns/hofbuurt.yaml"
    (folder / "as_now.yaml").write_text(SCENARIO.format(town=town, levers=""))
    (folder / "closed.yaml").write_text(SCENARIO.format(town=town, levers=CLOSED))
    weefsel("compare", folder / "as_now.yaml", folder / "closed.yaml", "-o", folder / "out.h5", "--quiet")
    return folder / "out.h5"


@pytest.fixture(scope="module")
def data(compared):
    with xr.open_dataset(compared) as opened:
        return opened.load()


@pytest.fixture(scope="module", params=list(itertools.product(["as_now", "closed"], [0, 1], [0, 1])), ids=str)
def network(request, compared, tmp_path_factory):
    """A network as networkx reads it from GraphML, with what weefsel says of it."""
    scenario, replicate, quarter = request.param
    file = tmp_path_factory.mktemp("graphml") / "town.graphml"
    weefsel("export-network", compared, "--scenario", scenario, "--replicate", replicate, "--date", DATES[quarter], "-o", file)
    with xr.open_dataset(compared) as opened:
        said = opened.sel(scenario=scenario).isel(replicate=replicate, time_quarter=quarter, neighbourhood=0).load()
    return nx.read_graphml(file), said


def weak(graph):
    """Directed ties of 0.20 or more."""
    return graph.edge_subgraph([(a, b) for a, b, s in graph.edges(data="strength") if s >= 0.2])


def acquaintances(graph):
    """Adults in town who hold each other at 0.20 or more."""
    adults = [n for n, kind in graph.nodes(data="node_kind") if kind in ("parent", "other_adult")]
    undirected = weak(graph).to_undirected(reciprocal=True).subgraph(adults).copy()
    undirected.add_nodes_from(adults)
    return undirected


def parents(graph):
    return [n for n, kind in graph.nodes(data="node_kind") if kind == "parent"]


def among_families(graph):
    family = [n for n, yes in graph.nodes(data="family") if yes == "yes"]
    ties = weak(graph).subgraph(family)
    household = graph.nodes(data="household")
    return ties.edge_subgraph([(a, b) for a, b in ties.edges if household[a] != household[b]])


def test_density_and_local_degree(network):
    graph, said = network
    household = dict(graph.nodes(data="household"))
    families = nx.Graph()
    families.add_nodes_from(household[n] for n, yes in graph.nodes(data="family") if yes == "yes")
    met = among_families(graph)
    for a, b, weeks in met.edges(data="since_contact"):
        if weeks <= 13 and met.has_edge(b, a) and met[b][a]["since_contact"] <= 13:
            families.add_edge(household[a], household[b])
    assert families.number_of_edges() > 50
    assert len(families) == said.network_families
    assert nx.density(families) == pytest.approx(float(said.network_density), rel=1e-12)
    assert np.mean([d for _, d in families.degree]) == pytest.approx(float(said.local_degree), rel=1e-12)


def test_degrees(network):
    graph, said = network
    kind = dict(graph.nodes(data="node_kind"))
    for name, least in (("mean_degree", 0.2), ("support_degree", 0.33), ("close_degree", 0.6)):
        degree = [sum(kind[b] != "professional" and s >= least for _, b, s in graph.out_edges(p, data="strength"))
                  for p in parents(graph)]
        assert np.mean(degree) == pytest.approx(float(said[name]), rel=1e-12)
    linked = [sum(kind[b] == "professional" and s >= 0.2 for _, b, s in graph.out_edges(p, data="strength"))
              for p in parents(graph)]
    assert np.mean(linked) == pytest.approx(float(said.linking_degree), rel=1e-12)
    assert np.mean(np.array(linked) > 0) == pytest.approx(float(said.linking_share), rel=1e-12)


def test_clustering(network):
    graph, said = network
    known = acquaintances(graph)
    clustering = nx.clustering(known)
    expected = np.mean([clustering[p] for p in parents(graph) if known.degree[p] >= 2])
    assert expected > 0.01
    assert expected == pytest.approx(float(said.local_clustering), abs=1e-6)  # kept in steps of 2^-24


def test_ego_density(network):
    graph, said = network
    known = acquaintances(graph)
    densities = []
    for p in parents(graph):
        named = sorted(known[p], key=lambda other: (-graph[p][other]["strength"], graph.nodes[other]["key"]))[:5]
        if len(named) >= 2:
            densities.append(nx.density(known.subgraph(named)))
    assert np.mean(densities) == pytest.approx(float(said.ego_density), abs=1e-6)


@pytest.mark.parametrize("by", ["education", "income", "phase_of_youngest"])
def test_assortativity_bonding_and_bridging(network, by):
    graph, said = network
    ties = among_families(graph)
    expected = nx.attribute_assortativity_coefficient(ties, by)
    assert float(said.assortativity.sel(mixing=by)) == pytest.approx(expected, rel=1e-9)
    assert float(said.assortativity_in_town.sel(mixing=by)) == pytest.approx(expected, rel=1e-9)
    kind = dict(graph.nodes(data=by))
    same = np.mean([kind[a] == kind[b] for a, b in ties.edges])
    assert float(said.bonding.sel(mixing=by)) == pytest.approx(same, rel=1e-12)
    present = [kind[n] for n, yes in graph.nodes(data="family") if yes == "yes"]
    by_lot = sum((len(present) - present.count(kind[a])) / (len(present) - 1) for a, _ in ties.edges)
    across = sum(kind[a] != kind[b] for a, b in ties.edges)
    assert float(said.bridging.sel(mixing=by)) == pytest.approx(across / by_lot, rel=1e-12)


def test_igraph_agrees(compared, data, tmp_path):
    igraph = pytest.importorskip("igraph")
    weefsel("export-network", compared, "-o", tmp_path / "town.graphml", "--min-strength", 0.2)
    graph = igraph.Graph.Read_GraphML(str(tmp_path / "town.graphml"))
    assert graph.is_directed() and graph.is_weighted()
    said = data.sel(scenario="as_now").isel(replicate=0, time_quarter=1, neighbourhood=0)
    family = [v.index for v in graph.vs if v["family"] == "yes"]
    ties = graph.induced_subgraph(family)
    ties.delete_edges([e.index for e in ties.es if ties.vs[e.source]["household"] == ties.vs[e.target]["household"]])
    kinds = sorted(set(ties.vs["education"]))
    found = ties.assortativity_nominal([kinds.index(k) for k in ties.vs["education"]], directed=True)
    assert found == pytest.approx(float(said.assortativity.sel(mixing="education")), rel=1e-9)
    known = graph.induced_subgraph([v.index for v in graph.vs if v["node_kind"] in ("parent", "other_adult")])
    known.to_undirected(mode="mutual")
    parent = [v.index for v in known.vs if v["node_kind"] == "parent" and known.degree(v.index) >= 2]
    assert np.mean(known.transitivity_local_undirected(parent)) == pytest.approx(float(said.local_clustering), abs=1e-6)


def test_all_forms_hold_the_same_network(compared, tmp_path):
    for form in ("graphml", "gexf", "csv"):
        weefsel("export-network", compared, "-o", tmp_path / f"town.{form}")
    graphml, gexf = nx.read_graphml(tmp_path / "town.graphml"), nx.read_gexf(tmp_path / "town.gexf")
    assert graphml.is_directed() and gexf.is_directed()
    assert set(graphml.nodes) == set(gexf.nodes) and set(graphml.edges) == set(gexf.edges)
    for n, attributes in graphml.nodes(data=True):
        assert {k: v for k, v in attributes.items() if v != ""} == {k: v for k, v in gexf.nodes[n].items() if k != "label"}
    for a, b, attributes in graphml.edges(data=True):
        assert attributes["strength"] == attributes["weight"] == gexf[a][b]["strength"] == gexf[a][b]["weight"]
        assert {attributes[k] == gexf[a][b][k] for k in ("kind", "age", "since_contact")} == {True}
    with open(tmp_path / "town.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {(r["source"], r["target"]) for r in rows} == set(graphml.edges)
    assert all(float(r["strength"]) == graphml[r["source"]][r["target"]]["strength"] for r in rows)
    with open(tmp_path / "town.nodes.csv", newline="", encoding="utf-8") as file:
        assert {r["id"]: r["key"] for r in csv.DictReader(file)} == dict(graphml.nodes(data="key"))


def test_no_origin_and_no_home_is_in_it(compared, tmp_path):
    weefsel("export-network", compared, "-o", tmp_path / "town.graphml")
    graph = nx.read_graphml(tmp_path / "town.graphml")
    names = {name for _, attributes in graph.nodes(data=True) for name in attributes}
    assert names == {"key", "node_kind", "household", "family", "neighbourhood", "income", "parents_at_home",
                     "phase_of_youngest", "education", "reading", "settled", "profession"}
    assert {name for _, _, a in graph.edges(data=True) for name in a} == {"id", "strength", "weight", "kind", "age", "since_contact"}


def test_the_file_stays_readable(compared, data):
    assert "network_density" in data
    assert not [v for v in data.variables if data[v].dtype.kind == "m"], "units that xarray takes for lengths of time"
    for engine in ("netcdf4", "h5netcdf"):
        with xr.open_dataset(compared, engine=engine, group=f"network/closed/1/{DATES[0]}") as kept:
            assert kept.sizes["node"] > 300 and kept.sizes["edge"] > 1000
            assert float(kept.strength.min()) >= 0.05 and float(kept.strength.max()) <= 1
            assert int(kept.source.max()) < kept.sizes["node"]
            assert kept.kind.attrs["flag_meanings"].split()[0] == "kin"


def test_what_is_asked_for_and_is_not_there_is_explained(compared, tmp_path):
    text = weefsel("export-network", compared, "--scenario", "close", code=2)
    assert "as_now, closed" in text and "did you mean" in text
    assert "0, 1" in weefsel("export-network", compared, "--replicate", "7", code=2)
    assert ", ".join(DATES) in weefsel("export-network", compared, "--date", "2026-05-01", code=2)
    assert ".gexf" in weefsel("export-network", compared, "-o", tmp_path / "town.pdf", code=2)
    plain = tmp_path / "plain.yaml"
    plain.write_text(SCENARIO.format(town=ROOT / "scenarios/towns/hofbuurt.yaml", levers="").replace(
        ", network_at: [2026-04-06, 2026-07-06]", "").replace("run_in_years: 2", "run_in_years: 0"))
    weefsel("run", plain, "-o", tmp_path / "plain.h5", "--quiet", "--replicates", "1")
    assert "network_at" in weefsel("export-network", tmp_path / "plain.h5", code=2)


def test_weak_ties_are_left_out_on_request(compared, tmp_path):
    weefsel("export-network", compared, "-o", tmp_path / "all.graphml")
    weefsel("export-network", compared, "-o", tmp_path / "close.graphml", "--min-strength", 0.6)
    everything, close = nx.read_graphml(tmp_path / "all.graphml"), nx.read_graphml(tmp_path / "close.graphml")
    assert 0 < close.number_of_edges() < everything.number_of_edges()
    assert min(s for _, _, s in close.edges(data="strength")) >= 0.6
    assert len(parents(close)) == len(parents(everything)), "parents without a close tie stay"
    assert all(close.degree[n] > 0 for n in close if n not in set(parents(close)))
