using System.Buffers.Binary;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Png;
using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.PlainImage;

/// <summary>A PNG file as a slide of one level.</summary>
public sealed class PlainPngFormat : ISlideFormat
{
    /// <summary>The format's name in messages and reports.</summary>
    internal const string FormatName = "png";

    /// <inheritdoc/>
    public string Name => FormatName;

    /// <inheritdoc/>
    public bool IsTakenOnlyByName => true;

    /// <inheritdoc/>
    public SlideDetection Detect(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        Span<byte> start = stackalloc byte[8];
        return file.ReadUpTo(0, start) == start.Length && start.SequenceEqual(PngChunkReader.Signature)
            ? new SlideDetection(SlideVerdict.Yes, "the file starts like a PNG")
            : new SlideDetection(SlideVerdict.No, "the file does not start like a PNG");
    }

    /// <inheritdoc/>
    public Slide Open(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            var header = ReadHeader(file);
            var chunks = PngFileChunks.Read(file);
            var level = new PlainPngLevel(file, header, Describe(header), ReadSpacing(chunks));
            return new PlainImageSlide(file, level)
            {
                Format = FormatName,
                Identity = [TiffPageIdentity.FileName(file.Path, 0), .. PngIdentity.FindRecords(chunks)],
                Profile = PngIdentity.ReadProfile(chunks),
                Digest = PlainImageDigest.Compute(file),
            };
        }
        catch (Exception)
        {
            file.Dispose();
            throw;
        }
    }

    private static TileEncoding Describe(PngHeader header) => new()
    {
        Compression = TileCompression.Png,
        Color = header.SamplesPerPixel == 1 ? TileColor.Grey : TileColor.Rgb,
        BitsPerSample = header.BitDepth == 16 ? 16 : 8,
        SamplesPerPixel = header.SamplesPerPixel,
        VendorName = "PNG file",
    };

    private static PngHeader ReadHeader(SlideFile file)
    {
        // The signature, and the chunk that has to be the first: PNG 5.6.
        var head = new byte[Math.Min(file.Length, 64)];
        file.ReadExactly(0, head);
        PngHeader header;
        try
        {
            header = PngHeader.Read(head);
        }
        catch (CodecException exception)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged, $"the PNG header is damaged: {exception.Message}", file.Path, exception.Offset, exception);
        }

        return header.IsInterlaced
            ? throw new SlideFormatException(SlideProblem.Unsupported, "the PNG is interlaced, which is not supported", file.Path)
            : header;
    }

    // PNG 11.3.5.3: pixels per unit, and the unit, where 1 is the metre.
    private static PixelSpacing? ReadSpacing(IReadOnlyList<PngFileChunk> chunks) =>
        chunks.FirstOrDefault(chunk => chunk.Name == "pHYs") is { Data: { Length: 9 } data } && data[8] == 1
            ? TiffPageSpacing.Create(
                1e6 / BinaryPrimitives.ReadUInt32BigEndian(data), 1e6 / BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(4)))
            : null;
}
