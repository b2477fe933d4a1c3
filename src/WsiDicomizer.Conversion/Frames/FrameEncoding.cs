using System.Globalization;
using WsiDicomizer.Conversion.Planning;
using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg2000;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>How pixels become frames: the transfer syntax, what is true of its streams, and the codec.</summary>
internal sealed record FrameEncoding
{
    // Some archives take no more uncompressed pixels than this in one instance.
    private const long LargestNativeBytes = 2L << 30;

    // Decibels of JPEG 2000 for a quality of 0, and for each step of it: 90 gives 47, 50 gives 35.
    private const double LowestDecibels = 20;
    private const double DecibelsPerStep = 0.3;

    private static readonly int[] FinerQualities = [95, 98];

    /// <summary>The transfer syntax.</summary>
    public required DicomTransferSyntax TransferSyntax { get; init; }

    /// <summary>What every frame is.</summary>
    public required TileStreamFacts Facts { get; init; }

    /// <summary>The term of the compression where it loses something; null where it does not.</summary>
    public string? LossMethod { get; init; }

    /// <summary>What is done, for people: <c>encoded as JPEG of quality 90, 4:4:4</c>.</summary>
    public required string Words { get; init; }

    /// <summary>Encodes frames, and decodes them.</summary>
    public required Func<FrameCodec> CreateCodec { get; init; }

    /// <summary>Encode frames finer than <see cref="CreateCodec"/>, one finer than the other; empty where nothing asks for it.</summary>
    public IReadOnlyList<Func<FrameCodec>> CreateFinerCodecs { get; init; } = [];

    /// <summary>What is done to pixels that are encoded so.</summary>
    public FrameHandling Handling => Facts.IsReversible ? FrameHandling.DecodedLossless : FrameHandling.Reencoded;

    /// <summary>Chooses how a level is encoded.</summary>
    /// <param name="level">The level.</param>
    /// <param name="isSourceLossless">Whether its pixels have lost nothing by compression so far.</param>
    /// <param name="options">How slides are converted.</param>
    /// <exception cref="ConversionException">The coding that was asked for does not fit the pixels.</exception>
    public static FrameEncoding Choose(SlideLevel level, bool isSourceLossless, ConversionOptions options)
    {
        var plain = new TileStreamFacts(
            level.TileSize, level.Encoding.SamplesPerPixel, level.Encoding.SamplesPerPixel == 1 ? "MONOCHROME2" : "RGB", IsReversible: true)
        {
            BitsPerSample = level.Encoding.BitsPerSample,
        };
        return options.TransferSyntax switch
        {
            TransferSyntaxChoice.Auto when isSourceLossless || plain.BitsPerSample > 8 =>
                plain.PixelBytes * level.TileCount <= LargestNativeBytes || options.MaximumInstanceBytes is not null
                    ? Native(plain)
                    : Jpeg2000Lossless(plain),
            TransferSyntaxChoice.Auto or TransferSyntaxChoice.Jpeg => Jpeg(level, plain, options),
            TransferSyntaxChoice.Jpeg2000 => Jpeg2000(plain, options),
            TransferSyntaxChoice.Jpeg2000Lossless => Jpeg2000Lossless(plain),
            TransferSyntaxChoice.HtJ2kLossless => HtJ2kLossless(plain),
            TransferSyntaxChoice.JpegLsLossless => JpegLsLossless(plain),
            TransferSyntaxChoice.Explicit => Native(plain),
            TransferSyntaxChoice.JpegXlRecompression => JpegXl(level, plain, options),
            _ => throw new ConversionException(
                $"level {level.Index}: the transfer syntax {options.TransferSyntax} cannot be made of its pixels"),
        };
    }

    /// <summary>The coding of frames that are there.</summary>
    /// <param name="frames">Coded without loss.</param>
    public static FrameEncoding Like(LevelFrames frames) => new()
    {
        TransferSyntax = frames.TransferSyntax,
        Facts = frames.Facts,
        Words = frames.TransferSyntax.IsEncapsulated ? $"encoded without loss as {frames.TransferSyntax.Name}" : "stored uncompressed",
        CreateCodec = frames.CreateCodec,
    };

    /// <summary>Whether frames of a transfer syntax are what a choice asks for, so that they can stay as they are.</summary>
    /// <param name="choice">The choice.</param>
    /// <param name="syntax">Of the frames.</param>
    public static bool IsWhatIsAskedFor(TransferSyntaxChoice choice, DicomTransferSyntax syntax) => choice switch
    {
        TransferSyntaxChoice.Jpeg => syntax == DicomTransferSyntax.JPEGProcess1,
        TransferSyntaxChoice.Jpeg2000 => syntax == DicomTransferSyntax.JPEG2000Lossy,
        TransferSyntaxChoice.Jpeg2000Lossless => syntax == DicomTransferSyntax.JPEG2000Lossless,
        TransferSyntaxChoice.JpegLsLossless => syntax == DicomTransferSyntax.JPEGLSLossless,
        TransferSyntaxChoice.Explicit => syntax == DicomTransferSyntax.ExplicitVRLittleEndian,
        _ => false,
    };

    /// <summary>How subsampling is called, by what is kept of the chroma.</summary>
    /// <param name="subsampling">The subsampling.</param>
    public static string ToWords(JpegSubsampling subsampling) => subsampling switch
    {
        JpegSubsampling.None => "4:4:4",
        JpegSubsampling.Horizontal => "4:2:2",
        JpegSubsampling.HorizontalAndVertical => "4:2:0",
        _ => "other subsampling",
    };

    private static FrameEncoding Native(TileStreamFacts facts) => new()
    {
        TransferSyntax = DicomTransferSyntax.ExplicitVRLittleEndian,
        Facts = facts,
        Words = "stored uncompressed",
        CreateCodec = () => FrameCodec.ForNative(facts),
    };

    private static FrameEncoding Jpeg(SlideLevel level, TileStreamFacts plain, ConversionOptions options)
    {
        if (plain.BitsPerSample != 8)
        {
            throw new ConversionException(
                $"level {level.Index}: JPEG baseline has 8 bits per sample, the slide {plain.BitsPerSample}: choose --transfer-syntax "
                + "explicit, jpeg2000, jpeg2000-lossless, htj2k-lossless or jpegls-lossless");
        }

        if (level.TileSize.Width > ushort.MaxValue || level.TileSize.Height > ushort.MaxValue)
        {
            throw new ConversionException($"level {level.Index}: JPEG has no tiles of {level.TileSize}; they end at {ushort.MaxValue}");
        }

        var isGrey = plain.SamplesPerPixel == 1;
        var encode = GetJpegOptions(isGrey, options);

        // Nobody chose this loss, so it keeps within limits; who chooses a quality gets that.
        var keepsFloor = options.TransferSyntax == TransferSyntaxChoice.Auto && options.Quality == ConversionOptions.DefaultQuality;
        return new FrameEncoding
        {
            TransferSyntax = DicomTransferSyntax.JPEGProcess1,
            Facts = plain with
            {
                PhotometricInterpretation = JpegTileFormat.GetPhotometricInterpretation(isGrey ? TileColor.Grey : TileColor.YCbCr),
                IsReversible = false,
            },
            LossMethod = LossyStep.Jpeg,
            Words = string.Create(
                CultureInfo.InvariantCulture,
                $"encoded as JPEG of quality {encode.Quality}, {(isGrey ? "grey" : ToWords(encode.Subsampling))}"
                + $"{(keepsFloor ? ", finer where a frame would else fall below 40 dB" : string.Empty)}"),
            CreateCodec = () => FrameCodec.ForJpeg(plain.SamplesPerPixel, encode),
            CreateFinerCodecs = keepsFloor
                ? [.. FinerQualities.Select<int, Func<FrameCodec>>(quality => () => FrameCodec.ForJpeg(
                    plain.SamplesPerPixel, GetJpegOptions(isGrey, options with { Quality = quality })))]
                : [],
        };
    }

    private static JpegEncodeOptions GetJpegOptions(bool isGrey, ConversionOptions options) => new()
    {
        Quality = options.Quality,
        Color = isGrey ? JpegColor.Grey : JpegColor.YCbCr,
        Subsampling = isGrey ? JpegSubsampling.None : options.Subsampling,
    };

    private static FrameEncoding JpegXl(SlideLevel level, TileStreamFacts plain, ConversionOptions options)
    {
        var jpeg = Jpeg(level, plain, options);
        return jpeg with
        {
            TransferSyntax = DicomTransferSyntax.JPEGXLJPEGRecompression,
            Words = $"{jpeg.Words}, and that recompressed as JPEG XL",
            CreateCodec = () => FrameCodec.ForJpegXl(jpeg.Facts, GetJpegOptions(plain.SamplesPerPixel == 1, options)),
        };
    }

    private static FrameEncoding Jpeg2000(TileStreamFacts plain, ConversionOptions options)
    {
        var encode = new Jpeg2000EncodeOptions
        {
            CompressionRatio = null,
            PeakSignalToNoise = LowestDecibels + (DecibelsPerStep * options.Quality),
            BitsPerSample = plain.BitsPerSample,
        };
        return new FrameEncoding
        {
            TransferSyntax = DicomTransferSyntax.JPEG2000Lossy,
            Facts = plain with
            {
                PhotometricInterpretation = plain.SamplesPerPixel == 1 ? plain.PhotometricInterpretation : "YBR_ICT",
                IsReversible = false,
            },
            LossMethod = LossyStep.Jpeg2000,
            Words = string.Create(
                CultureInfo.InvariantCulture,
                $"encoded as JPEG 2000 of quality {options.Quality} ({encode.PeakSignalToNoise:0.#} dB), no subsampling"),
            CreateCodec = () => FrameCodec.ForJpeg2000(plain.SamplesPerPixel, encode),
        };
    }

    private static FrameEncoding Jpeg2000Lossless(TileStreamFacts plain)
    {
        var encode = new Jpeg2000EncodeOptions
        {
            Wavelet = Jpeg2000Wavelet.Reversible53,
            CompressionRatio = null,
            BitsPerSample = plain.BitsPerSample,
        };
        return new FrameEncoding
        {
            TransferSyntax = DicomTransferSyntax.JPEG2000Lossless,
            Facts = WithReversibleTransform(plain),
            Words = "encoded as JPEG 2000 without loss",
            CreateCodec = () => FrameCodec.ForJpeg2000(plain.SamplesPerPixel, encode),
        };
    }

    private static FrameEncoding HtJ2kLossless(TileStreamFacts plain) => new()
    {
        TransferSyntax = DicomTransferSyntax.HTJ2KLossless,
        Facts = WithReversibleTransform(plain),
        Words = "encoded as HTJ2K without loss",
        CreateCodec = () => FrameCodec.ForHtJ2k(plain),
    };

    private static FrameEncoding JpegLsLossless(TileStreamFacts plain) => new()
    {
        TransferSyntax = DicomTransferSyntax.JPEGLSLossless,
        Facts = plain,
        Words = "encoded as JPEG-LS without loss",
        CreateCodec = () => FrameCodec.ForJpegLs(plain),
    };

    private static TileStreamFacts WithReversibleTransform(TileStreamFacts plain) => plain.SamplesPerPixel == 1
        ? plain
        : plain with { PhotometricInterpretation = "YBR_RCT" };
}
