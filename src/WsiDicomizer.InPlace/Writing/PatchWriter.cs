using Microsoft.Win32.SafeHandles;
using WsiDicomizer.InPlace.Planning;

namespace WsiDicomizer.InPlace.Writing;

/// <summary>Writes patches into a file.</summary>
internal static class PatchWriter
{
    private const int PieceBytes = 64 * 1024;

    /// <summary>Writes them stage by stage, each brought to the disk before the next.</summary>
    /// <param name="path">The file.</param>
    /// <param name="patches">What is written.</param>
    /// <param name="flushToDisk">Whether to bring it to the disk.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, PatchList patches, bool flushToDisk)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.None);
        var piece = new byte[PieceBytes];
        foreach (var stage in patches.Patches.GroupBy(patch => patch.Stage).OrderBy(group => group.Key))
        {
            foreach (var patch in stage)
            {
                Write(handle, patch, piece);
            }

            if (flushToDisk)
            {
                RandomAccess.FlushToDisk(handle);
            }
        }
    }

    private static void Write(SafeFileHandle handle, FilePatch patch, byte[] piece)
    {
        for (long done = 0; done < patch.Range.Length;)
        {
            var length = (int)Math.Min(PieceBytes, patch.Range.Length - done);
            patch.CopyTo(done, piece.AsSpan(0, length));
            RandomAccess.Write(handle, piece.AsSpan(0, length), patch.Range.Offset + done);
            done += length;
        }
    }
}
