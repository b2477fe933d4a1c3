using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Slides;
using WsiDicomizer.SyntheticSlides.Formats.Philips;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>The XML of a Philips TIFF: the input becomes tag 270 of a slide that is otherwise valid.</summary>
internal sealed class PhilipsImportTarget : FuzzTarget
{
    private const ushort ImageDescription = 270;
    private readonly byte[] _slide = Seeds.Slides.Philips(PhilipsVariant.PagesOnly);
    private readonly Field _count;
    private readonly Field _value;

    public PhilipsImportTarget()
    {
        // A directory's fields come in the order tag, type, count, value.
        var fields = new TiffStructure().FindFields(_slide).ToList();
        var tag = fields.FindIndex(field => field.Width == 2 && field.Read(_slide) == ImageDescription);
        _count = fields[tag + 2];
        _value = fields[tag + 3];
    }

    public override string Name => "philips-import";

    // The parsers are internal to the format: they are reached through the slide.
    public override IReadOnlyList<string> EntryPoints => ["PhilipsFormat.Detect", "PhilipsFormat.Open"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(SlideFormatException)];

    public override IReadOnlyList<string> Tokens =>
    [
        "<Attribute Name=\"", "\">", "</Attribute>", "<Array>", "</Array>", "<DataObject ObjectType=\"DPScannedImage\">",
        "</DataObject>", "PIM_DP_", "PIIM_DP_", "DICOM_PIXEL_SPACING", "WSI", "&quot;", "&#x", "<!--", "-->", "<![CDATA[", "]]>",
        "<!DOCTYPE", "<?", "?>", "/>", "\0", "1e999", "'",
    ];

    public override IReadOnlyList<string> Secrets => ["Quetzalcoatl"];

    public override double Share => 0.5;

    // The XML is read when the format is told and when it is opened; each element costs an object.
    public override long AllocationLimit(int inputLength) => (16L << 20) + (1024L * inputLength);

    public override IEnumerable<byte[]> CreateSeeds() =>
    [
        _slide.AsSpan((int)_value.Read(_slide), (int)_count.Read(_slide)).ToArray(),
        [
            .. "<DataObject ObjectType=\"DPUfsImport\"><Attribute Name=\"PIM_DP_SCANNED_IMAGES\"><Array><DataObject ObjectType=\"DPScannedImage\">"u8,
            .. "<Attribute Name=\"PIM_DP_IMAGE_TYPE\">WSI</Attribute><Attribute Name=\"DICOM_PATIENT_NAME\">Quetzalcoatl</Attribute></DataObject>"u8,
            .. "<DataObject ObjectType=\"DPScannedImage\"><Attribute Name=\"PIM_DP_IMAGE_DATA\">/9j/2Q==</Attribute></DataObject>"u8,
            .. "</Array></Attribute></DataObject>"u8,
        ],
    ];

    public override void Run(ReadOnlyMemory<byte> input)
    {
        byte[] slide = [.. _slide, .. input.Span, 0];
        _count.Write(slide, (ulong)input.Length + 1);
        _value.Write(slide, (ulong)_slide.Length);
        using var opened = SlideFormats.Open(WriteFile(slide));
        FuzzPropertyException.Require(opened.Levels.Count > 0, "a level");
        FuzzPropertyException.Require(
            opened.Metadata.Spacing is not { } spacing || (spacing.XMicrometres > 0 && double.IsFinite(spacing.XMicrometres)),
            "a spacing above zero");
        foreach (var record in opened.IdentityRecords)
        {
            FuzzPropertyException.Require(
                record.Range is not { } range || range.Offset + range.Length <= slide.Length, "identity lies inside the file");
        }

        foreach (var image in opened.AssociatedImages.Where(image => image.Size.Area < 1 << 20))
        {
            image.TryReadJpeg();
        }
    }
}
