using WsiDicomizer.Dicom;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.DataSet;

/// <summary>
/// Everything that the vendor wrote as key and value, in a private block: an identified archive loses nothing, and every
/// profile that removes identity removes the block as a whole.
/// </summary>
/// <remarks>
/// Group 0009, creator <c>WSIDICOMIZER 1.0</c>: element 01 a sequence with one item per property, in it element 02 the
/// key (LO) and element 03 the value (UT). Source: PS3.5 7.8.
/// </remarks>
internal static class VendorPropertiesBlock
{
    public const string Creator = "WSIDICOMIZER 1.0";

    private static readonly DicomTag CreatorTag = new(0x0009, 0x0010);
    public static readonly DicomTag Properties = new(0x0009, 0x1001);
    private static readonly DicomTag Key = new(0x0009, 0x1002);
    public static readonly DicomTag Value = new(0x0009, 0x1003);

    public static void AddTo(DicomDataset dataset, Slide slide)
    {
        var properties = slide.Metadata.VendorProperties;
        if (properties.Count == 0)
        {
            return;
        }

        dataset.Add(new DicomLongString(CreatorTag, Creator));
        dataset.Add(new DicomSequence(Properties, [.. properties.Select(property => new DicomDataset
        {
            new DicomLongString(CreatorTag, Creator),
            new DicomLongString(Key, DicomText.ToLongString(property.Key)),
            new DicomUnlimitedText(Value, DicomText.ToUnlimitedText(property.Value)),
        })]));
    }
}
