using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Writing;

/// <summary>Writes a journal: all that a change replaces, and by what.</summary>
internal static class JournalWriter
{
    private const int PieceBytes = 64 * 1024;

    /// <summary>Writes the journal of a plan, complete and on the disk when this returns.</summary>
    /// <param name="stream">An empty file, exclusively open; stands behind the head afterwards.</param>
    /// <param name="plan">What becomes of the slide.</param>
    /// <exception cref="IOException">There is no room.</exception>
    /// <exception cref="SlideFormatException">A file cannot be read any more.</exception>
    public static void Write(FileStream stream, AnonymizationPlan plan)
    {
        stream.Write(new byte[JournalFormat.HeadBytes]);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using (var hashing = new HashingStream(stream, hash))
        using (var writer = new BinaryWriter(hashing, Encoding.UTF8, leaveOpen: true))
        {
            WriteBody(writer, plan);
        }

        stream.Flush(flushToDisk: true);
        var head = new byte[JournalFormat.HeadBytes];
        JournalFormat.Magic.CopyTo(head);
        head[JournalFormat.StateOffset] = (byte)JournalState.Writing;
        BinaryPrimitives.WriteInt64LittleEndian(
            head.AsSpan(JournalFormat.BodyLengthOffset), stream.Length - JournalFormat.HeadBytes);
        hash.GetHashAndReset().CopyTo(head, JournalFormat.DigestOffset);
        stream.Position = 0;
        stream.Write(head);
        stream.Flush(flushToDisk: true);
    }

    private static void WriteBody(BinaryWriter writer, AnonymizationPlan plan)
    {
        var piece = new byte[PieceBytes];
        writer.Write(plan.Files.Count);
        foreach (var file in plan.Files)
        {
            WriteName(writer, plan.GetOldName(file));
            WriteName(writer, file.NewName);
            writer.Write(file.IsRemoved);
            using var source = SlideFile.Open(file.Path);
            writer.Write(source.Length);
            writer.Write(file.Patches.Patches.Count);
            foreach (var patch in file.Patches.Patches)
            {
                writer.Write(patch.Range.Offset);
                writer.Write(patch.Range.Length);
                writer.Write((byte)patch.Stage);
                writer.Write(patch.IsFill);
                WriteBytes(writer, patch, piece, (start, span) => source.ReadExactly(patch.Range.Offset + start, span));
                if (!patch.IsFill)
                {
                    WriteBytes(writer, patch, piece, patch.CopyTo);
                }
            }
        }
    }

    private static void WriteName(BinaryWriter writer, string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        writer.Write(checked((ushort)bytes.Length));
        writer.Write(bytes);
    }

    private static void WriteBytes(BinaryWriter writer, FilePatch patch, byte[] piece, PieceReader read)
    {
        for (long done = 0; done < patch.Range.Length;)
        {
            var length = (int)Math.Min(piece.Length, patch.Range.Length - done);
            read(done, piece.AsSpan(0, length));
            writer.Write(piece, 0, length);
            done += length;
        }
    }

    private delegate void PieceReader(long start, Span<byte> destination);
}
