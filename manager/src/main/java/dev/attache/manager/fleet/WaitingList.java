package dev.attache.manager.fleet;

import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who waits, the longest waiting first and the pinned before all. A treap that knows the size and
 * the latest activity of each subtree, so that a position and "the longest waiting of those who
 * were active after t" cost O(log n), however many wait.
 */
final class WaitingList {
    record Key(boolean pinned, Instant since, DocumentId document) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing((Key k) -> !k.pinned)
                        .thenComparing(Key::since)
                        .thenComparing(Key::document);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private static final class Node {
        final Key key;
        final Instant activity;
        final int priority;
        @Nullable Node left;
        @Nullable Node right;
        int size = 1;
        Instant latest;

        Node(Key key, Instant activity) {
            this.key = key;
            this.activity = activity;
            this.latest = activity;
            // Scrambled, not random: a world with one seed has one course.
            this.priority = scramble(key.hashCode());
        }
    }

    private final Map<DocumentId, Node> nodes = new HashMap<>();
    private @Nullable Node root;

    int size() {
        return nodes.size();
    }

    /** The activity is what the document brings to a swap; the past if it may not swap now. */
    void put(Key key, Instant activity) {
        Node known = nodes.get(key.document());
        if (known != null && known.key.equals(key) && known.activity.equals(activity)) {
            return;
        }
        remove(key.document());
        Node node = new Node(key, activity);
        nodes.put(key.document(), node);
        root = insert(root, node);
    }

    void remove(DocumentId document) {
        Node known = nodes.remove(document);
        if (known != null) {
            root = remove(root, known.key);
        }
    }

    /** In turn, at most so many. */
    List<DocumentId> head(int most) {
        List<DocumentId> head = new ArrayList<>();
        collect(root, most, head);
        return head;
    }

    private static void collect(@Nullable Node tree, int most, List<DocumentId> into) {
        if (tree == null || into.size() >= most) {
            return;
        }
        collect(tree.left, most, into);
        if (into.size() < most) {
            into.add(tree.key.document());
            collect(tree.right, most, into);
        }
    }

    @Nullable DocumentId first() {
        Node node = root;
        while (node != null && node.left != null) {
            node = node.left;
        }
        return node == null ? null : node.key.document();
    }

    /** The next in turn if this one is left out. */
    @Nullable DocumentId firstBut(@Nullable DocumentId leftOut) {
        Node before = null;
        Node node = root;
        while (node != null && node.left != null) {
            before = node;
            node = node.left;
        }
        if (node != null && node.key.document().equals(leftOut)) {
            Node next = node.right;
            while (next != null && next.left != null) {
                next = next.left;
            }
            node = next == null ? before : next;
        }
        return node == null ? null : node.key.document();
    }

    /** The longest waiting of those whose activity is later than this. */
    @Nullable DocumentId firstActiveAfter(Instant threshold) {
        Node node = root;
        while (node != null && node.latest.isAfter(threshold)) {
            if (node.left != null && node.left.latest.isAfter(threshold)) {
                node = node.left;
            } else if (node.activity.isAfter(threshold)) {
                return node.key.document();
            } else {
                node = node.right;
            }
        }
        return null;
    }

    /** 1 for the next in turn; 0 for a document that does not wait. */
    int positionOf(DocumentId document) {
        Node known = nodes.get(document);
        if (known == null) {
            return 0;
        }
        int before = 0;
        Node node = root;
        while (node != null) {
            int side = known.key.compareTo(node.key);
            if (side == 0) {
                return before + size(node.left) + 1;
            }
            if (side > 0) {
                before += size(node.left) + 1;
            }
            node = side < 0 ? node.left : node.right;
        }
        throw new IllegalStateException("the waiting list has lost " + document);
    }

    private static Node insert(@Nullable Node tree, Node node) {
        if (tree == null) {
            return node;
        }
        if (node.priority > tree.priority) {
            Node[] halves = new Node[2];
            split(tree, node.key, halves);
            node.left = halves[0];
            node.right = halves[1];
            return summed(node);
        }
        if (node.key.compareTo(tree.key) < 0) {
            tree.left = insert(tree.left, node);
        } else {
            tree.right = insert(tree.right, node);
        }
        return summed(tree);
    }

    private static void split(@Nullable Node tree, Key key, @Nullable Node[] halves) {
        if (tree == null) {
            halves[0] = null;
            halves[1] = null;
            return;
        }
        if (tree.key.compareTo(key) < 0) {
            split(tree.right, key, halves);
            tree.right = halves[0];
            halves[0] = summed(tree);
        } else {
            split(tree.left, key, halves);
            tree.left = halves[1];
            halves[1] = summed(tree);
        }
    }

    private static @Nullable Node remove(@Nullable Node tree, Key key) {
        if (tree == null) {
            return null;
        }
        int side = key.compareTo(tree.key);
        if (side == 0) {
            return merge(tree.left, tree.right);
        }
        if (side < 0) {
            tree.left = remove(tree.left, key);
        } else {
            tree.right = remove(tree.right, key);
        }
        return summed(tree);
    }

    private static @Nullable Node merge(@Nullable Node left, @Nullable Node right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        if (left.priority > right.priority) {
            left.right = merge(left.right, right);
            return summed(left);
        }
        right.left = merge(left, right.left);
        return summed(right);
    }

    private static Node summed(Node node) {
        node.size = 1 + size(node.left) + size(node.right);
        node.latest = later(node.activity, later(latest(node.left), latest(node.right)));
        return node;
    }

    private static int size(@Nullable Node node) {
        return node == null ? 0 : node.size;
    }

    private static Instant latest(@Nullable Node node) {
        return node == null ? Instant.MIN : node.latest;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static int scramble(int hash) {
        int h = hash * 0x9E3779B9;
        h ^= h >>> 15;
        h *= 0x85EBCA6B;
        return h ^ (h >>> 13);
    }
}
