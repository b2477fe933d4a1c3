using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Slides;
using WsiDicomizer.SyntheticSlides.Formats.Ventana;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>
/// The XML of a Ventana file: the input becomes tag 700 of level 0, or of the first page where it has an iScan and no joints, of a
/// slide that is otherwise valid.
/// </summary>
internal sealed class VentanaXmlTarget : FuzzTarget
{
    private const ushort Xmp = 700;
    private const int MaxTilesRead = 16;

    private readonly byte[] _slide = Seeds.Slides.Ventana(VentanaVariant.DpTwoAreas);
    private readonly List<(Field Count, Field Value)> _places = [];

    public VentanaXmlTarget()
    {
        // A directory's fields come in the order tag, type, count, value.
        var fields = new TiffStructure().FindFields(_slide).ToList();
        for (var index = 0; index < fields.Count; index++)
        {
            if (fields[index].Width == 2 && fields[index].Read(_slide) == Xmp && fields[index + 2].Width > 2)
            {
                _places.Add((fields[index + 2], fields[index + 3]));
            }
        }
    }

    public override string Name => "ventana-xml";

    // The parsers are internal to the format: they are reached through the slide.
    public override IReadOnlyList<string> EntryPoints => ["VentanaFormat.Detect", "VentanaFormat.Open"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(SlideFormatException)];

    public override IReadOnlyList<string> Tokens =>
    [
        "<iScan ", "</iScan>", "<Metadata>", "<EncodeInfo>", "<ImageInfo ", "</ImageInfo>", "<TileJointInfo ", "<Frame XY=\"0,0\"/>",
        "<FrameInfo>", "AOIScanned=\"1\"", "Direction=\"LEFT\"", "Direction=\"UP\"", "OverlapX=\"", "OverlapY=\"", "Tile1=\"", "Pos-X=\"",
        "Pos-Y=\"", "OriginX=\"", "NumCols=\"", "Confidence=\"0\"", "ScanWhitePoint=\"", "&quot;", "<!--", "<!DOCTYPE", "/>", "\0",
        "1e999", "1e18", "-1", "2147483647", "0.5", "'",
    ];

    public override IReadOnlyList<string> Secrets => ["Quetzalcoatl"];

    public override double Share => 0.25;

    // The XML is read when the format is told and when it is opened; each element costs an object, and tiles are drawn.
    public override long AllocationLimit(int inputLength) => (64L << 20) + (1024L * inputLength);

    public override IEnumerable<byte[]> CreateSeeds() =>
    [
        .. _places.Select(place => _slide.AsSpan((int)place.Value.Read(_slide), (int)place.Count.Read(_slide)).ToArray()),
        [.. "<iScan UserName=\"Quetzalcoatl\" ScannerModel='VENTANA DP 200' ScanRes='0.25' ScanWhitePoint='235' Z-spacing='1'/>"u8],
        [
            .. "<EncodeInfo><SlideStitchInfo><ImageInfo AOIScanned=\"1\" NumRows=\"2\" NumCols=\"2\" Width=\"64\" Height=\"64\" Pos-X=\"0\" Pos-Y=\"0\">"u8,
            .. "<TileJointInfo FlagJoined=\"1\" Confidence=\"99\" Direction=\"LEFT\" Tile1=\"2\" Tile2=\"1\" OverlapX=\"3\" OverlapY=\"0\"/>"u8,
            .. "</ImageInfo></SlideStitchInfo><AoiOrigin><AOI0 OriginX=\"0\" OriginY=\"64\"/></AoiOrigin></EncodeInfo>"u8,
        ],
    ];

    public override void Run(ReadOnlyMemory<byte> input)
    {
        byte[] slide = [.. _slide, .. input.Span, 0];
        var isScan = input.Span.IndexOf("<iScan"u8) >= 0 && input.Span.IndexOf("<EncodeInfo"u8) < 0;
        var (count, value) = isScan ? _places[0] : _places[^1];
        count.Write(slide, (ulong)input.Length + 1);
        value.Write(slide, (ulong)_slide.Length);
        using var opened = SlideFormats.Open(WriteFile(slide));
        FuzzPropertyException.Require(opened.Levels.Count > 0 && opened.Size.Area > 0, "a level with a size");
        FuzzPropertyException.Require(
            opened.Metadata.Spacing is not { } spacing || (spacing.XMicrometres > 0 && double.IsFinite(spacing.XMicrometres)),
            "a spacing above zero");
        foreach (var record in opened.IdentityRecords)
        {
            FuzzPropertyException.Require(
                record.Range is not { } range || range.Offset + range.Length <= slide.Length, "identity lies inside the file");
        }

        foreach (var level in opened.Levels)
        {
            var pixels = new byte[level.TileSize.Area * level.Encoding.SamplesPerPixel];
            for (var tile = 0; tile < Math.Min(level.TileCount, MaxTilesRead); tile++)
            {
                level.TilePainter?.PaintTile(tile, pixels);
                FuzzPropertyException.Require(level.GetTileRange(tile).End <= slide.Length, "tiles lie inside the file");
            }
        }
    }
}
