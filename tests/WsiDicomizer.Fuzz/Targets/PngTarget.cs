using System.Buffers.Binary;
using System.IO.Compression;
using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Png;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>PNG: as many samples as the header says; with mended checksums, too, or mutations would end there.</summary>
internal sealed class PngTarget : FuzzTarget
{
    private static readonly PngLimits Limits = new() { MaxPixels = 1 << 18, MaxChunks = 1000 };
    private readonly PngCodec _codec = new(Limits);

    public override string Name => "png";

    public override IReadOnlyList<string> EntryPoints =>
    [
        "PngDecoder.Decode", "PngCodec.Decode", "PngHeader.Read", "PngHeader.TryRead", "PngChunkReader..ctor",
        "PngChunkReader.TryReadNext", "PngChunk.Data", "PngChecksum.Compute",
        "PngRowReader..ctor", "PngRowReader.ReadRow",
    ];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(CodecException)];

    public override IStructure Structure { get; } = new PngStructure();

    // The picture may be as large as its limit, in 16 bits and three components, and is decoded twice.
    public override long AllocationLimit(int inputLength) => (16L << 20) + (64L * inputLength);

    public override IEnumerable<byte[]> CreateSeeds() =>
    [
        Stream(color: 2, depth: 8, Pictures.Samples(3), stride: 3 * Pictures.Size.Width),
        Stream(color: 0, depth: 8, Pictures.Samples(1), stride: Pictures.Size.Width),
        Stream(color: 3, depth: 4, Pictures.Samples(1), stride: Pictures.Size.Width / 2),
        Stream(color: 6, depth: 16, [.. Pictures.Samples(3), .. Pictures.Samples(3), .. Pictures.Samples(3)], stride: 8 * Pictures.Size.Width),
    ];

    public override void Run(ReadOnlyMemory<byte> input)
    {
        var bytes = input.ToArray();
        MendChecksums(bytes);
        var image = PngDecoder.Decode(bytes, Limits);
        FuzzPropertyException.Require(
            image.Samples.Length == image.Size.Area * image.SamplesPerPixel * (image.BitsPerSample / 8), "as many samples as the size says");
        var decoded = _codec.Decode(bytes);
        FuzzPropertyException.Require(decoded.Samples.AsSpan().SequenceEqual(image.Samples), "the codec gives what the decoder gives");
        FuzzPropertyException.Require(ReadRows(bytes, image.Samples.Length).AsSpan().SequenceEqual(image.Samples), "row by row the same comes");
    }

    protected override void Dispose(bool disposing)
    {
        _codec.Dispose();
        base.Dispose(disposing);
    }

    private static byte[] ReadRows(byte[] bytes, int length)
    {
        using var reader = new PngRowReader(new MemoryStream(bytes), Limits);
        var samples = new byte[length];
        var stride = length / reader.Size.Height;
        for (var row = 0; row < reader.Size.Height; row++)
        {
            reader.ReadRow(samples.AsSpan(row * stride, stride));
        }

        return samples;
    }

    private static void MendChecksums(Span<byte> bytes)
    {
        for (var position = 8; position + 12 <= bytes.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[position..]);
            if (length > bytes.Length - position - 12)
            {
                return;
            }

            var end = position + 8 + (int)length;
            BinaryPrimitives.WriteUInt32BigEndian(bytes[end..], PngChecksum.Compute(bytes[(position + 4)..end]));
            position = end + 4;
        }
    }

    // Rows with every filter in turn; their bytes are whatever the samples give.
    private static byte[] Stream(byte color, byte depth, byte[] samples, int stride)
    {
        var rows = samples.Chunk(stride).Take(Pictures.Size.Height).ToList();
        byte[] header = [0, 0, 0, (byte)Pictures.Size.Width, 0, 0, 0, (byte)rows.Count, depth, color, 0, 0, 0];
        var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach (var (row, y) in rows.Select((row, y) => (row, y)))
            {
                zlib.WriteByte((byte)(y % 5));
                zlib.Write(row);
            }
        }

        return
        [
            .. PngChunkReader.Signature, .. Chunk("IHDR"u8, header), .. Chunk("PLTE"u8, new byte[48]),
            .. Chunk("tRNS"u8, [0, 1, 2, 3, 4, 5]), .. Chunk("IDAT"u8, compressed.ToArray()), .. Chunk("IEND"u8, []),
        ];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        byte[] chunk = [0, 0, 0, 0, .. type, .. data, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), PngChecksum.Compute(chunk.AsSpan(4)[..^4]));
        return chunk;
    }
}
