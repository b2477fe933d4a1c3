using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg2000;
using WsiDicomizer.SyntheticSlides.Encoders;
using WsiDicomizer.SyntheticSlides.Tiff;

namespace WsiDicomizer.SyntheticSlides.Pages;

/// <summary>How the tiles of levels are stored, as data: the tags, and what makes their encoder.</summary>
internal sealed record PageEncoding
{
    /// <summary>Tag 259.</summary>
    public required ushort Compression { get; init; }

    /// <summary>Tag 262.</summary>
    public ushort Photometric { get; init; } = 2;

    /// <summary>What is stored.</summary>
    public StoredSamples Samples { get; init; }

    /// <summary>JPEG: chroma of half the width and height, as tag 530 then says.</summary>
    public bool Subsampled { get; init; }

    /// <summary>JPEG: tables in tag 347.</summary>
    public bool SharedTables { get; init; } = true;

    /// <summary>JPEG: 1 to 100.</summary>
    public int Quality { get; init; } = 80;

    /// <summary>JPEG: what the streams hold, where tag 262 says another; null for what it says.</summary>
    public JpegColor? StreamColor { get; init; }

    /// <summary>Whether the tiles are JPEG streams.</summary>
    public bool IsJpeg => Compression == 7;

    private JpegColor Color => StreamColor ?? (Photometric == 6 ? JpegColor.YCbCr : JpegColor.Rgb);

    /// <summary>Makes the encoder of level tiles.</summary>
    /// <param name="jpeg">Stays the caller's.</param>
    /// <param name="jpeg2000">Makes a codec that stays the caller's.</param>
    public ITileEncoder CreateEncoder(JpegCodec jpeg, Func<Jpeg2000Codec> jpeg2000) => Compression switch
    {
        7 when Samples == StoredSamples.Grey8 => new GreyJpegTileEncoder(jpeg, Quality),
        7 => new JpegTileEncoder(
            jpeg,
            new JpegEncodeOptions
            {
                Quality = Quality,
                Color = Color,
                Subsampling = Subsampled ? JpegSubsampling.HorizontalAndVertical : JpegSubsampling.None,
            },
            SharedTables),
        33005 or 34712 => new Jpeg2000TileEncoder(jpeg2000(), asYCbCr: false),
        _ => new RawTileEncoder(Compression, Samples),
    };

    /// <summary>Sets the tags that say how the pixels are stored.</summary>
    /// <param name="directory">A page.</param>
    public TiffDirectory Describe(TiffDirectory directory)
    {
        var bits = (ushort)(Samples == StoredSamples.Grey16 ? 16 : 8);
        directory
            .Short(TiffTag.BitsPerSample, Samples == StoredSamples.Rgb ? [bits, bits, bits] : [bits])
            .Short(TiffTag.Compression, Compression)
            .Short(TiffTag.PhotometricInterpretation, Samples == StoredSamples.Rgb ? Photometric : (ushort)1)
            .Short(TiffTag.SamplesPerPixel, Samples == StoredSamples.Rgb ? (ushort)3 : (ushort)1)
            .Short(TiffTag.PlanarConfiguration, 1);
        if (IsJpeg && Photometric == 6)
        {
            directory.Short(TiffTag.YCbCrSubSampling, Subsampled ? [2, 2] : [1, 1]);
        }

        if (Compression is 5 or 8 && Samples != StoredSamples.Grey16)
        {
            directory.Short(TiffTag.Predictor, 2);
        }

        return directory;
    }
}
