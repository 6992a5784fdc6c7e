"""k-means on a plane, checked against another library."""

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from punos_analysis.grouping import agreement, best_of_each, cluster
from punos_analysis.ratings import Floats


def clouds(*sizes: int) -> Floats:
    random = np.random.default_rng(5)
    middles = [(0.0, 0.0), (10.0, 0.0), (0.0, 10.0)]
    return np.vstack([random.normal(middles[at], 0.5, (size, 2)) for at, size in enumerate(sizes)])


def test_cluster_finds_clouds_and_numbers_the_largest_first() -> None:
    found = cluster(clouds(20, 50, 30), 3, np.random.default_rng(1))

    assert found.sizes.tolist() == [50, 30, 20]
    assert found.group.tolist() == [2] * 20 + [0] * 50 + [1] * 30
    assert found.centres == pytest.approx(np.array([(10, 0), (0, 10), (0, 0)]), abs=0.5)
    assert found.silhouette > 0.9


def test_cluster_does_not_depend_on_the_order_of_points() -> None:
    points = clouds(40, 60)
    order = np.random.default_rng(2).permutation(100)

    one = cluster(points, 2, np.random.default_rng(1))
    other = cluster(points[order], 2, np.random.default_rng(1))

    assert agreement(one.group[order], other.group) == 1.0


def test_cluster_of_fewer_places_than_groups_leaves_groups_empty() -> None:
    points = np.array([[0.0, 0.0]] * 6 + [[1.0, 1.0]] * 4)

    assert cluster(points, 4, np.random.default_rng(1)).sizes.tolist() == [6, 4, 0, 0]


def test_cluster_stops_after_the_rounds_given() -> None:
    assert cluster(clouds(50, 50, 50), 4, np.random.default_rng(1), rounds=1).sizes.sum() == 150


def test_best_of_each_drops_groupings_with_a_small_group() -> None:
    tried = best_of_each(clouds(50, 47, 3), np.random.default_rng(1))

    assert 3 not in {int(size) for each in tried for size in each.sizes}
    assert [each.silhouette for each in tried] == sorted((each.silhouette for each in tried), reverse=True)


def test_agreement_equals_the_adjusted_rand_index_of_another_library() -> None:
    random = np.random.default_rng(9)
    for _ in range(20):
        one, other = random.integers(0, 4, 60), random.integers(0, 3, 60)
        assert agreement(one, other) == pytest.approx(adjusted_rand_score(one, other))


def test_agreement_of_one_single_group_is_full() -> None:
    same = np.zeros(5, np.int64)

    assert agreement(same, same) == 1.0
