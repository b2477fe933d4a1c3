using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Slides;
using WsiDicomizer.SyntheticSlides.Formats.Aperio;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>The text of tag 270: the input becomes the description of a slide that is otherwise valid.</summary>
internal sealed class AperioDescriptionTarget : FuzzTarget
{
    private const ushort ImageDescription = 270;
    private readonly byte[] _slide = Seeds.Slides.Aperio(AperioVariant.ClassicRgb);
    private readonly Field _count;
    private readonly Field _value;

    public AperioDescriptionTarget()
    {
        // A directory's fields come in the order tag, type, count, value.
        var fields = new TiffStructure().FindFields(_slide).ToList();
        var tag = fields.FindIndex(field => field.Width == 2 && field.Read(_slide) == ImageDescription);
        _count = fields[tag + 2];
        _value = fields[tag + 3];
    }

    public override string Name => "aperio-description";

    // The parser is internal to its format: it is reached through the slide.
    public override IReadOnlyList<string> EntryPoints => ["SlideFormats.Open"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(SlideFormatException)];

    public override IReadOnlyList<string> Tokens =>
        ["|", "=", " = ", "|MPP = 0.25", "|AppMag = 40", "|Date = 01/02/19", "|Time = 10:11:12", "|Time Zone = GMT-05:00", ";", "\r\n", "\0", "1e999", "\u00B5"];

    public override IReadOnlyList<string> Secrets => ["Quetzalcoatl"];

    public override IEnumerable<byte[]> CreateSeeds() =>
    [
        _slide.AsSpan((int)_value.Read(_slide), (int)_count.Read(_slide)).ToArray(),
        [
            .. "Aperio Image Library v11.2.1 \r\n46000x32914 [42673,5576 2220x2967] (240x240) JPEG/RGB Q=30;Aperio Image Library v10.0.51\r\n"u8,
            .. "46920x33014 [0,100 46000x32914] (256x256) JPEG/RGB Q=30|AppMag = 20|StripeWidth = 2040|ScanScope ID = CPAPERIOCS|Filename = Quetzalcoatl|"u8,
            .. "Date = 12/29/09|Time = 09:59:15|Time Zone = GMT+02:00|MPP = 0.4990|Left = 25.691574|Top = 23.449873|OriginalWidth = 46920"u8,
        ],
    ];

    public override void Run(ReadOnlyMemory<byte> input)
    {
        byte[] slide = [.. _slide, .. input.Span, 0];
        _count.Write(slide, (ulong)input.Length + 1);
        _value.Write(slide, (ulong)_slide.Length);
        using var opened = SlideFormats.Open(WriteFile(slide));
        FuzzPropertyException.Require(
            opened.Metadata.Spacing is not { } spacing || (spacing.XMicrometres > 0 && double.IsFinite(spacing.XMicrometres)),
            "a spacing above zero");
    }
}
