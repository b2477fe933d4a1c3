using System.Buffers.Binary;
using System.Text;

namespace WsiDicomizer.Imaging.Png;

/// <summary>A chunk of a PNG stream.</summary>
/// <param name="Type">Its four letters as a number, first letter highest; see <see cref="PngChunkType"/>.</param>
/// <param name="DataOffset">Of its data, from the start of the stream.</param>
/// <param name="DataLength">Of its data in bytes, may be 0; a checksum of four bytes follows.</param>
public readonly record struct PngChunk(uint Type, int DataOffset, int DataLength)
{
    /// <summary>Whether a decoder that does not know the chunk may pass it over (PNG 5.4: the first letter is lower case).</summary>
    public bool IsAncillary => (Type & 0x2000_0000) != 0;

    /// <summary>Its data.</summary>
    /// <param name="stream">The stream that it was read from.</param>
    public ReadOnlySpan<byte> Data(ReadOnlySpan<byte> stream) => stream.Slice(DataOffset, DataLength);

    /// <summary>Its type as four letters; what is no letter of ASCII becomes a question mark.</summary>
    public string Name
    {
        get
        {
            Span<byte> letters = stackalloc byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(letters, Type);
            foreach (ref var letter in letters)
            {
                letter = char.IsAsciiLetter((char)letter) ? letter : (byte)'?';
            }

            return Encoding.ASCII.GetString(letters);
        }
    }
}

/// <summary>The types of chunks that decide pixels, as numbers.</summary>
public static class PngChunkType
{
    /// <summary><c>IHDR</c>: size, depth and colour.</summary>
    public const uint Header = 0x49484452;

    /// <summary><c>PLTE</c>: the palette.</summary>
    public const uint Palette = 0x504C5445;

    /// <summary><c>tRNS</c>: which palette entries or colour are transparent.</summary>
    public const uint Transparency = 0x74524E53;

    /// <summary><c>IDAT</c>: a piece of the compressed rows.</summary>
    public const uint Data = 0x49444154;

    /// <summary><c>IEND</c>: the end.</summary>
    public const uint End = 0x49454E44;
}
