using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg2000;
using WsiDicomizer.SyntheticSlides.Encoders;

namespace WsiDicomizer.SyntheticSlides.Formats.Aperio;

/// <summary>The encoders of a slide's pages; owns the codecs.</summary>
/// <remarks>The qualities are those that the tables of CMU-1's thumbnail and macro show.</remarks>
internal sealed class AperioEncoders : IDisposable
{
    private const int ThumbnailQuality = 70;
    private const int GlassQuality = 50;

    private readonly AperioTraits _traits;
    private readonly JpegCodec _jpeg = new(JpegLimits.Default);
    private readonly Jpeg2000Codec? _jpeg2000;

    /// <summary>The encoders of one slide.</summary>
    public AperioEncoders(AperioPlan plan)
    {
        _traits = plan.Traits;
        _jpeg2000 = _traits.IsJpeg ? null : new Jpeg2000Codec(Jpeg2000Limits.Default);
    }

    /// <summary>For the tiles of every level.</summary>
    public ITileEncoder ForLevels() => _jpeg2000 is null
        ? Jpeg(_traits.Quality)
        : new Jpeg2000TileEncoder(_jpeg2000, asYCbCr: _traits.Compression == AperioTraits.Jpeg2000YCbCr);

    /// <summary>For the strips of the thumbnail.</summary>
    public ITileEncoder ForThumbnail() => Jpeg(ThumbnailQuality);

    /// <summary>For the strips of the macro.</summary>
    public ITileEncoder ForGlass() => Jpeg(GlassQuality);

    /// <inheritdoc/>
    public void Dispose()
    {
        _jpeg.Dispose();
        _jpeg2000?.Dispose();
    }

    private JpegTileEncoder Jpeg(int quality)
    {
        var options = new JpegEncodeOptions
        {
            Quality = quality,
            Color = _traits.Photometric == 6 ? JpegColor.YCbCr : JpegColor.Rgb,
            Subsampling = _traits.Subsampling switch
            {
                (2, 2) => JpegSubsampling.HorizontalAndVertical,
                (2, 1) => JpegSubsampling.Horizontal,
                _ => JpegSubsampling.None,
            },
        };
        return new JpegTileEncoder(_jpeg, options, _traits.SharedTables);
    }
}
