using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg2000;

namespace WsiDicomizer.Fuzz.Seeds;

/// <summary>Small coded pictures.</summary>
internal static class Pictures
{
    public static readonly PixelSize Size = new(48, 40);

    /// <summary>Interchange streams of each colour and subsampling.</summary>
    public static IReadOnlyList<byte[]> Jpegs()
    {
        using var codec = new JpegCodec(JpegLimits.Default);
        return
        [
            codec.Encode(Samples(3), Size, new JpegEncodeOptions { Color = JpegColor.Rgb }),
            codec.Encode(Samples(3), Size, new JpegEncodeOptions { Subsampling = JpegSubsampling.HorizontalAndVertical }),
            codec.Encode(Samples(3), Size, new JpegEncodeOptions { Subsampling = JpegSubsampling.Horizontal }),
            codec.Encode(Samples(1), Size, new JpegEncodeOptions { Color = JpegColor.Grey, Quality = 40 }),
        ];
    }

    /// <summary>Codestreams: lossless, lossy, with and without component transform.</summary>
    public static IReadOnlyList<byte[]> Jpeg2000s()
    {
        using var codec = new Jpeg2000Codec(Jpeg2000Limits.Default);
        return
        [
            codec.Encode(Samples(3), Size, Jpeg2000EncodeOptions.Lossless),
            codec.Encode(Samples(3), Size, new Jpeg2000EncodeOptions { MultipleComponentTransform = false }),
            codec.Encode(Samples(1), Size, new Jpeg2000EncodeOptions { DecompositionLevels = 2, MultipleComponentTransform = false }),
        ];
    }

    /// <summary>A codestream as a JP2 file has it: signature, file type, header, codestream to the end of the file.</summary>
    public static byte[] BoxFile(byte[] codestream) =>
    [
        0, 0, 0, 12, .. "jP  "u8, 0x0D, 0x0A, 0x87, 0x0A,
        0, 0, 0, 20, .. "ftypjp2 "u8, 0, 0, 0, 0, .. "jp2 "u8,
        0, 0, 0, 30, .. "jp2h"u8, 0, 0, 0, 22, .. "ihdr"u8, 0, 0, 0, 40, 0, 0, 0, 48, 0, 3, 7, 7, 0, 0,
        0, 0, 0, 0, .. "jp2c"u8, .. codestream,
    ];

    public static byte[] Samples(int samplesPerPixel)
    {
        var samples = new byte[Size.Area * samplesPerPixel];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (byte)((i * 7) ^ (i / 11));
        }

        return samples;
    }
}
