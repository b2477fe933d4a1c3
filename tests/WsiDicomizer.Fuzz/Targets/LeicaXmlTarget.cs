using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Slides;
using WsiDicomizer.SyntheticSlides.Formats.Leica;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>The XML of a Leica SCN: the input becomes tag 270 of a slide that is otherwise valid.</summary>
internal sealed class LeicaXmlTarget : FuzzTarget
{
    private const ushort ImageDescription = 270;
    private readonly byte[] _slide = Seeds.Slides.Leica(LeicaVariant.TwoAreas);
    private readonly Field _count;
    private readonly Field _value;

    public LeicaXmlTarget()
    {
        // A directory's fields come in the order tag, type, count, value.
        var fields = new TiffStructure().FindFields(_slide).ToList();
        var tag = fields.FindIndex(field => field.Width == 2 && field.Read(_slide) == ImageDescription);
        _count = fields[tag + 2];
        _value = fields[tag + 3];
    }

    public override string Name => "leica-xml";

    // The parsers are internal to the format: they are reached through the slide.
    public override IReadOnlyList<string> EntryPoints => ["LeicaFormat.Detect", "LeicaFormat.Open"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(SlideFormatException)];

    public override IReadOnlyList<string> Tokens =>
    [
        "<collection ", "</collection>", "<image>", "</image>", "<dimension sizeX=\"", "sizeY=\"", "ifd=\"", "r=\"1\"", "z=\"1\"",
        "c=\"1\"", "<view ", "offsetX=\"", "brightfield", "fluorescence", "2010/03/10", "barcode", "&quot;", "&#x", "<!--", "-->",
        "<![CDATA[", "]]>", "<!DOCTYPE", "<?", "?>", "/>", "\0", "1e999", "-1", "'",
    ];

    public override IReadOnlyList<string> Secrets => ["Quetzalcoatl"];

    public override double Share => 0.5;

    // The XML is read when the format is told and when it is opened; each element costs an object.
    public override long AllocationLimit(int inputLength) => (16L << 20) + (1024L * inputLength);

    public override IEnumerable<byte[]> CreateSeeds() =>
    [
        _slide.AsSpan((int)_value.Read(_slide), (int)_count.Read(_slide)).ToArray(),
        [
            .. "<scn xmlns=\"http://www.leica-microsystems.com/scn/2010/03/10\"><collection name=\"Quetzalcoatl\" barcode=\"UQ==\" sizeX=\"9\" sizeY=\"9\">"u8,
            .. "<image><pixels><dimension sizeX=\"192\" sizeY=\"128\" ifd=\"2\"/></pixels><view sizeX=\"5\" sizeY=\"5\" offsetX=\"1\" offsetY=\"1\"/>"u8,
            .. "<scanSettings><illuminationSettings><illuminationSource>brightfield</illuminationSource></illuminationSettings></scanSettings>"u8,
            .. "</image></collection></scn>"u8,
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
