using System.Globalization;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Conversion.Inventories;

/// <summary>Counts what a DICOM data set holds, at every depth. All items of a sequence count together.</summary>
/// <param name="dataset">The data set.</param>
/// <param name="actions">What the profile does to it, by the engine's path.</param>
/// <param name="context">Shared limits.</param>
internal sealed class DatasetWalk(DicomDataset dataset, DatasetActions.Result actions, InventoryContext context)
{
    private const string Format = "dicom";

    private readonly FileTally _file = new(SourceOf(dataset, context), context);

    /// <summary>Walks.</summary>
    public FileTally Walk()
    {
        WalkItem(dataset, new Node(string.Empty, string.Empty, string.Empty, Parent: null));
        return _file;
    }

    private static InventorySource SourceOf(DicomDataset dataset, InventoryContext context)
    {
        string Text(DicomTag tag) =>
            dataset.TryGetDicomItem<DicomStringElement>(tag, out var element) && element.Count > 0
                ? context.Shorten(element.Values[0].Trim(' ', '\0'))
                : string.Empty;
        return new InventorySource(Format, Text(DicomTag.Manufacturer), Text(DicomTag.ManufacturerModelName));
    }

    private void WalkItem(DicomDataset item, Node node)
    {
        Dictionary<DicomTag, string>? creators = null;
        foreach (var element in item)
        {
            if (element.Tag.IsGroupLength)
            {
                continue;
            }

            // A creator is part of the names of the attributes in its block (PS3.5 7.8.1).
            if (element.Tag.IsPrivateCreator)
            {
                creators ??= [];
                creators[element.Tag] = element is DicomStringElement { Count: 1 } creator ? creator.Values[0].Trim() : "?";
                continue;
            }

            var block = new DicomTag(element.Tag.Group, (ushort)(element.Tag.Element >> 8));
            var owner = !element.Tag.IsPrivate ? string.Empty : creators?.GetValueOrDefault(block) ?? "?";
            var leaf = node.GetLeaf(element.Tag, owner, Create);
            Count(element, leaf.Tally);
            if (element is DicomSequence sequence)
            {
                leaf.Inside ??= new Node(leaf.EnginePath + "[*].", leaf.Name + "[*].", leaf.Tally.Keywords + "[*].", leaf);
                foreach (var nested in sequence.Items)
                {
                    WalkItem(nested, leaf.Inside);
                }
            }
        }
    }

    private Leaf Create(Node node, DicomTag tag, string owner)
    {
        var name = owner.Length == 0
            ? tag.ToString()
            : string.Create(
                CultureInfo.InvariantCulture, $"({tag.Group:X4},xx{tag.Element & 0xFF:X2} {context.Shorten(owner)})");
        var keyword = owner.Length == 0 ? DicomDictionary.Default.GetKeyword(tag) : name;
        var leaf = new Leaf(
            node,
            node.EnginePath + tag,
            node.Name + name,
            _file.Get(InventoryKind.Attribute, node.Name + name, node.Keywords + keyword));
        foreach (var action in FindActions(leaf))
        {
            leaf.Tally.AddAction(action);
        }

        return leaf;
    }

    // What the engine does not count was never reached: it went with a sequence, or an item, around it.
    private IEnumerable<InventoryAction> FindActions(Leaf leaf)
    {
        if (actions.KeepsEverything)
        {
            return [DatasetActions.Kept];
        }

        if (actions.ByPath.Contains(leaf.EnginePath))
        {
            return actions.ByPath[leaf.EnginePath];
        }

        var around = leaf.Node.Parent;
        while (around is not null && !actions.ByPath.Contains(around.EnginePath))
        {
            around = around.Node.Parent;
        }

        return around is null ? [] : [new InventoryAction("X", $"goes with {around.Name}, or an item of it")];
    }

    private void Count(DicomItem item, EntryTally tally)
    {
        tally.AddRepresentation(item.ValueRepresentation.Code);
        if (tally.Values.IsFull)
        {
            return;
        }

        switch (item)
        {
            case DicomSequence sequence:
                tally.Values.Add(string.Create(CultureInfo.InvariantCulture, $"({sequence.Items.Count} items)"));
                break;
            case DicomBytesElement bytes when bytes.Source.Length <= context.Limits.MaximumValueBytes:
                tally.Values.Add(Convert.ToHexString(bytes.ToArray()));
                break;
            case DicomStringElement text:
                tally.Values.Add(string.Join('\\', text.Values));
                break;
            case DicomElement element and not DicomBytesElement:
                tally.Values.Add(string.Join('\\', element.GetAll<string>()));
                break;
            default:
                tally.Values.AddUnread("(large)");
                break;
        }
    }

    private sealed record Node(string EnginePath, string Name, string Keywords, Leaf? Parent)
    {
        private readonly Dictionary<(DicomTag Tag, string Owner), Leaf> _leaves = [];

        public Leaf GetLeaf(DicomTag tag, string owner, Func<Node, DicomTag, string, Leaf> create)
        {
            if (!_leaves.TryGetValue((tag, owner), out var leaf))
            {
                leaf = create(this, tag, owner);
                _leaves.Add((tag, owner), leaf);
            }

            return leaf;
        }
    }

    private sealed class Leaf(Node node, string enginePath, string name, EntryTally tally)
    {
        public Node Node => node;

        public string EnginePath => enginePath;

        public string Name => name;

        public EntryTally Tally => tally;

        public Node? Inside { get; set; }
    }
}
