using System.Buffers.Binary;
using WsiDicomizer.Imaging.Png;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Texts;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Formats.PlainImage;

/// <summary>Chunks of a PNG that hold identity, written anew with as many bytes and a checksum that is right.</summary>
/// <remarks>
/// Times and Exif keep their form, a colour profile loses its texts; every other chunk becomes a <c>tEXt</c> that says
/// nothing, which may stand anywhere, so that whatever its name was is gone too.
/// </remarks>
internal static class PngChunks
{
    private const int SignatureBytes = 8;
    private const int HeadBytes = 8;
    private const int ChecksumBytes = 4;

    // 1 January 1900, 00:00:00 (PNG 11.3.6.1).
    private static readonly byte[] NeutralTime = [0x07, 0x6C, 1, 1, 0, 0, 0];

    /// <summary>Plans it.</summary>
    /// <param name="context">The slide and the plan, which has patches for the values already.</param>
    /// <param name="fileIndex">Which of the slide's files it is, 0-based.</param>
    /// <exception cref="AnonymizationException">A chunk is longer than the limits allow.</exception>
    public static void Plan(PlanContext context, int fileIndex)
    {
        var records = context.Records
            .Where(record => record.FileIndex == fileIndex && record.Range is { Length: > 0 } && !context.Rules.Keeps(record))
            .OrderBy(record => record.Range!.Value.Offset).ToList();
        var file = context.Open(fileIndex);
        var head = new byte[HeadBytes];
        var next = 0;
        for (long at = SignatureBytes; at + HeadBytes + ChecksumBytes <= file.Length && next < records.Count;)
        {
            file.ReadExactly(at, head);
            var data = new ByteRange(at + HeadBytes, BinaryPrimitives.ReadUInt32BigEndian(head));
            if (data.End + ChecksumBytes > file.Length)
            {
                break;
            }

            List<IdentityRecord> own = [];
            for (; next < records.Count && records[next].Range!.Value.Offset < data.End; next++)
            {
                if (records[next].Range!.Value.Offset >= data.Offset && records[next].Range!.Value.End <= data.End)
                {
                    own.Add(records[next]);
                }
            }

            if (own.Count > 0 && !IsCritical(head.AsSpan(4)))
            {
                Rewrite(context, fileIndex, data, head[4..], own);
            }

            at = data.End + ChecksumBytes;
        }
    }

    private static bool IsCritical(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("IHDR"u8) || name.SequenceEqual("PLTE"u8) || name.SequenceEqual("IDAT"u8) || name.SequenceEqual("IEND"u8);

    private static void Rewrite(PlanContext context, int fileIndex, ByteRange data, byte[] name, List<IdentityRecord> records)
    {
        if (data.Length > context.Limits.MaxTextBytes)
        {
            throw new AnonymizationException(
                $"the PNG chunk at byte {data.Offset} has {data.Length} bytes; the limit is {context.Limits.MaxTextBytes}");
        }

        var stored = context.Read(fileIndex, data);
        var content = name.AsSpan().SequenceEqual("tIME"u8) && stored.Length == NeutralTime.Length ? NeutralTime
            : name.AsSpan().SequenceEqual("eXIf"u8) ? Neutralize(stored, data.Offset, records)
            : name.AsSpan().SequenceEqual("iCCP"u8) ? PngProfile.TryNeutralize(stored)
            : null;
        byte[] chunk = content is null ? [.. "tEXt"u8, .. MakeComment(stored.Length)] : [.. name, .. content];
        var checksum = new byte[ChecksumBytes];
        BinaryPrimitives.WriteUInt32BigEndian(checksum, PngChecksum.Compute(chunk));
        context.Write(fileIndex, data.Offset - 4, (byte[])[.. chunk, .. checksum]);
    }

    private static byte[] Neutralize(byte[] stored, long offset, List<IdentityRecord> records)
    {
        var content = (byte[])stored.Clone();
        foreach (var record in records)
        {
            var (start, length) = ((int)(record.Range!.Value.Offset - offset), (int)record.Range.Value.Length);
            NeutralValue.Create(stored.AsSpan(start, length), record.Kind, record.Value).CopyTo(content, start);
        }

        return content;
    }

    // A keyword, a NUL and a text; without room for that, a keyword alone.
    private static byte[] MakeComment(int length)
    {
        var comment = new byte[length];
        comment.AsSpan().Fill((byte)'X');
        if (length > "Comment\0"u8.Length)
        {
            "Comment\0"u8.CopyTo(comment);
        }

        return comment;
    }
}
