using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Engine;

/// <summary>Who reserved which block of private attributes in one data set (PS3.5 7.8.1).</summary>
internal sealed class PrivateBlocks
{
    // Most data sets have no private attributes, and there are many data sets.
    private readonly Dictionary<(ushort Group, int Block), string>? _creators;

    /// <summary>Reads the private creators of a data set; not those of items nested in it, which have their own.</summary>
    public PrivateBlocks(DicomDataset dataset)
    {
        foreach (var item in dataset)
        {
            if (item.Tag.IsPrivateCreator && item is DicomStringElement { Count: 1 } element)
            {
                _creators ??= [];
                _creators[(item.Tag.Group, item.Tag.Element)] = element.Values[0].Trim();
            }
        }
    }

    /// <summary>The creator of a private attribute's block.</summary>
    /// <returns>Null where nobody reserved the block.</returns>
    public string? CreatorOf(DicomTag tag) => _creators?.GetValueOrDefault((tag.Group, tag.Element >> 8));

    /// <summary>The private creator element of an attribute's block.</summary>
    public static DicomTag CreatorTag(DicomTag tag) => new(tag.Group, (ushort)(tag.Element >> 8));
}
