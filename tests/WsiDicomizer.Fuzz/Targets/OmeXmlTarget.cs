using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Slides;
using WsiDicomizer.SyntheticSlides.Formats.Ome;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>The XML of an OME-TIFF: the input becomes tag 270 of a slide that is otherwise valid.</summary>
internal sealed class OmeXmlTarget : FuzzTarget
{
    private const ushort ImageDescription = 270;
    private readonly byte[] _slide = Seeds.Slides.Ome(OmeVariant.Channels8Bit);
    private readonly Field _count;
    private readonly Field _value;

    public OmeXmlTarget()
    {
        // A directory's fields come in the order tag, type, count, value.
        var fields = new TiffStructure().FindFields(_slide).ToList();
        var tag = fields.FindIndex(field => field.Width == 2 && field.Read(_slide) == ImageDescription);
        _count = fields[tag + 2];
        _value = fields[tag + 3];
    }

    public override string Name => "ome-xml";

    // The parsers are internal to the format: they are reached through the slide.
    public override IReadOnlyList<string> EntryPoints => ["OmeFormat.Detect", "OmeFormat.Open"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(SlideFormatException)];

    public override IReadOnlyList<string> Tokens =>
    [
        "<Image ", "</Image>", "<Pixels ", "</Pixels>", "<Channel ", "<TiffData ", "<TiffData/>", "IFD=\"", "PlaneCount=\"", "FirstZ=\"1\"",
        "FirstC=\"1\"", "SizeX=\"", "SizeZ=\"2\"", "SizeC=\"1\"", "SizeT=\"1\"", "XYZCT", "XYCZT", "uint8", "int8", "PhysicalSizeX=\"", "nm", "µm",
        "Name=\"label image\"", "<UUID FileName=\"", "</UUID>", "BinaryOnly", "&quot;", "&#x", "<!--", "-->", "<![CDATA[", "]]>",
        "<!DOCTYPE", "<?", "?>", "/>", "\0", "1e999", "-1", "'", "2147483647",
    ];

    public override IReadOnlyList<string> Secrets => ["Quetzalcoatl"];

    public override double Share => 0.5;

    // The XML is read when the slide is opened; each element costs an object.
    public override long AllocationLimit(int inputLength) => (16L << 20) + (1024L * inputLength);

    public override IEnumerable<byte[]> CreateSeeds() =>
    [
        _slide.AsSpan((int)_value.Read(_slide), (int)_count.Read(_slide)).ToArray(),
        [
            .. "<OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\" UUID=\"urn:uuid:1\"><Image Name=\"Quetzalcoatl\"><Pixels "u8,
            .. "DimensionOrder=\"XYZCT\" Type=\"uint8\" SizeX=\"192\" SizeY=\"128\" SizeZ=\"3\" SizeC=\"1\" SizeT=\"1\" PhysicalSizeZ=\"1\">"u8,
            .. "<TiffData IFD=\"1\"/><TiffData FirstZ=\"1\"/><TiffData IFD=\"2\" FirstZ=\"2\"><UUID FileName=\"x\">urn:uuid:1</UUID></TiffData>"u8,
            .. "</Pixels></Image></OME>"u8,
        ],
    ];

    public override void Run(ReadOnlyMemory<byte> input)
    {
        byte[] slide = [.. _slide, .. input.Span, 0];
        _count.Write(slide, (ulong)input.Length + 1);
        _value.Write(slide, (ulong)_slide.Length);
        using var opened = SlideFormats.Open(WriteFile(slide));
        FuzzPropertyException.Require(opened.Areas.All(area => area.Levels.Count > 0), "a level in each area");
        FuzzPropertyException.Require(
            opened.Metadata.Spacing is not { } spacing || (spacing.XMicrometres > 0 && double.IsFinite(spacing.XMicrometres)),
            "a spacing above zero");
        FuzzPropertyException.Require(
            opened.Areas.All(area => area.FocalPlane?.OffsetMicrometres is not { } offset || double.IsFinite(offset)), "an offset that is a number");
        foreach (var record in opened.IdentityRecords)
        {
            FuzzPropertyException.Require(
                record.Range is not { } range || range.Offset + range.Length <= slide.Length, "identity lies inside the file");
        }
    }
}
