using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg.Masking;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>A part of a picture is covered; what is outside stays, by another reader's account, and covering it again changes nothing.</summary>
internal sealed class JpegMaskTarget : FuzzTarget
{
    public override string Name => "jpeg-mask";

    public override IReadOnlyList<string> EntryPoints =>
        ["JpegMask.Apply", "JpegMask.TryApply", "JpegCoefficients.DigestOutside"];

    public override IStructure Structure { get; } = new JpegStructure();

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(CodecException)];

    public override IEnumerable<byte[]> CreateSeeds()
    {
        foreach (var stream in Pictures.Jpegs())
        {
            yield return stream;
        }

        // Strips joined by restart markers.
        using var codec = new JpegCodec(JpegLimits.Default);
        var strip = codec.Encode(Pictures.Samples(3).AsSpan(0, 48 * 8 * 3), new PixelSize(48, 8), new JpegEncodeOptions());
        if (JpegStripJoiner.TryJoin(
            new JpegStripImage { Color = JpegColor.YCbCr, Width = 48, Height = 40, RowsPerStrip = 8, Strips = [strip, strip, strip, strip, strip] },
            JpegLimits.Default,
            out var joined,
            out _))
        {
            yield return joined;
        }
    }

    public override void Run(ReadOnlyMemory<byte> input)
    {
        var header = JpegHeader.Read(input.Span, JpegLimits.Default);
        if (header.Width == 0 || header.Height == 0)
        {
            return;
        }

        // From a quarter of the picture on, by the input's last byte.
        var area = new PixelRectangle(
            header.Width / 4, header.Height / 4, 1 + (input.Span[^1] * (header.Width - 1 - (header.Width / 4)) / 255), 1);
        var mask = new JpegMask(header.ImpliedColor ?? JpegColor.YCbCr, JpegLimits.Default);
        if (!mask.TryApply(input.Span, area, out var masked, out var reason))
        {
            FuzzPropertyException.Require(reason.Length > 0, "a reason");
            return;
        }

        FuzzPropertyException.Require(
            string.Equals(
                JpegCoefficients.DigestOutside(input.Span, area, JpegLimits.Default),
                JpegCoefficients.DigestOutside(masked.Stream, area, JpegLimits.Default),
                StringComparison.Ordinal),
            "the same coefficients outside");
        FuzzPropertyException.Require(
            mask.Apply(masked.Stream, masked.Area).Stream.AsSpan().SequenceEqual(masked.Stream), "the same when covered again");
    }
}
