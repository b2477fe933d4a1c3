using System.Buffers.Binary;

namespace WsiDicomizer.Slides.PhilipsXml;

/// <summary>Tells whether a Base64 text is a table of codeblocks of an iSyntax and nothing else.</summary>
/// <remarks>
/// Evidence: formats.md section 7.2. Elements of group 301D, each with a header of group, element and 32-bit length, some
/// with elements in them; at the start there may be the length of all in 32 bits. A text that is not so could hold anything.
/// </remarks>
internal static class PhilipsBlockTable
{
    private const int HeaderBytes = 8;
    private const ushort Group = 0x301D;
    private const ushort FirstElement = 0x2000;
    private const ushort LastElement = 0x20FF;
    private const int MaxDepth = 3;

    /// <summary>Whether a text is such a table.</summary>
    /// <param name="text">Base64.</param>
    public static bool IsTable(string text)
    {
        if (PhilipsBase64.TryDecode(text) is not { } bytes)
        {
            return false;
        }

        return IsSequence(bytes, MaxDepth)
            || (bytes.Length > sizeof(uint)
                && BinaryPrimitives.ReadUInt32LittleEndian(bytes) == bytes.Length - sizeof(uint)
                && IsSequence(bytes.AsSpan(sizeof(uint)), MaxDepth));
    }

    private static bool IsSequence(ReadOnlySpan<byte> bytes, int depth)
    {
        while (bytes.Length >= HeaderBytes)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            if (!IsElement(bytes) || length > bytes.Length - HeaderBytes)
            {
                return false;
            }

            var value = bytes.Slice(HeaderBytes, (int)length);
            var isSound = value.Length >= HeaderBytes && IsElement(value)
                ? depth > 0 && IsSequence(value, depth - 1)
                : value.Length % sizeof(uint) == 0;
            if (!isSound)
            {
                return false;
            }

            bytes = bytes[(HeaderBytes + (int)length)..];
        }

        return bytes.IsEmpty;
    }

    private static bool IsElement(ReadOnlySpan<byte> header) =>
        BinaryPrimitives.ReadUInt16LittleEndian(header) == Group
        && BinaryPrimitives.ReadUInt16LittleEndian(header[2..]) is >= FirstElement and <= LastElement;
}
