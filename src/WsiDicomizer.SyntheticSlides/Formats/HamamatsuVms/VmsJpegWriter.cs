using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.SyntheticSlides.Encoders;

namespace WsiDicomizer.SyntheticSlides.Formats.HamamatsuVms;

/// <summary>Encodes the JPEGs of a level, with a restart interval every 256 columns and row of MCUs.</summary>
internal sealed class VmsJpegWriter
{
    private const int Quality = 85;

    private readonly JpegCodec _codec;
    private readonly VmsTraits _traits;
    private readonly JpegEncodeOptions _options;

    /// <summary>A writer for one slide.</summary>
    /// <param name="codec">Stays the caller's.</param>
    /// <param name="traits">What the variant is.</param>
    public VmsJpegWriter(JpegCodec codec, VmsTraits traits)
    {
        _codec = codec;
        _traits = traits;
        _options = new JpegEncodeOptions { Quality = Quality, Color = JpegColor.YCbCr, Subsampling = traits.Subsampling };
    }

    /// <summary>Encodes a part of a level.</summary>
    /// <param name="picture">The level.</param>
    /// <param name="left">Of the part; a multiple of the cells.</param>
    /// <param name="top">Of the part; a multiple of the cells.</param>
    /// <param name="part">Columns and rows.</param>
    /// <param name="cancellationToken">Stops between rows of cells.</param>
    /// <returns>The stream, and where each row of MCUs begins in it.</returns>
    public (byte[] Stream, IReadOnlyList<long> RowStarts) Encode(
        VmsPicture picture, int left, int top, PixelSize part, CancellationToken cancellationToken)
    {
        var mcu = _traits.McuSize;

        // OpenSlide wants whole intervals in a row; the map's rows are one each.
        var stripe = new PixelSize(
            part.Width % VmsTraits.IntervalWidth == 0 ? VmsTraits.IntervalWidth : RoundUp(part.Width, mcu.Width), mcu.Height);
        var across = RoundUp(part.Width, stripe.Width) / stripe.Width;
        using var stream = new MemoryStream();
        var scan = new JpegRestartStream(bytes => stream.Write(bytes.Span), part, stripe.Width / mcu.Width);
        var pixels = new byte[stripe.Area * 3];
        for (var band = 0; band < part.Height; band += VmsPicture.CellSide)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var canvas = picture.Draw(left, top + band, new PixelSize(across * stripe.Width, VmsPicture.CellSide));
            for (var row = 0; row < VmsPicture.CellSide && band + row < part.Height; row += mcu.Height)
            {
                for (var column = 0; column < across; column++)
                {
                    for (var line = 0; line < stripe.Height; line++)
                    {
                        canvas.Rows(row + line, 1).Slice(column * stripe.Width * 3, stripe.Width * 3)
                            .CopyTo(pixels.AsSpan(line * stripe.Width * 3));
                    }

                    scan.Add(_codec.Encode(pixels, stripe, _options));
                }
            }
        }

        scan.Finish();
        return (stream.ToArray(), [.. scan.Starts.Where((_, index) => index % across == 0)]);
    }

    private static int RoundUp(int value, int unit) => (value + unit - 1) / unit * unit;
}
