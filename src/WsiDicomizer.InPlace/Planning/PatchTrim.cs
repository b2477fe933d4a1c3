using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Planning;

/// <summary>Leaves out patches that change no byte.</summary>
internal static class PatchTrim
{
    private const int PieceBytes = 64 * 1024;

    /// <summary>The file with the patches that change something.</summary>
    /// <param name="planned">What becomes of the file.</param>
    /// <param name="file">The file as it is.</param>
    public static PlannedFile WithoutIdle(PlannedFile planned, SlideFile file)
    {
        if (planned.IsRemoved || planned.Patches.Patches.Count == 0)
        {
            return planned;
        }

        var changing = new PatchList(AnonymizationLimits.Default with { MaxHeldBytes = long.MaxValue, MaxPatches = int.MaxValue });
        var (old, @new) = (new byte[PieceBytes], new byte[PieceBytes]);
        foreach (var patch in planned.Patches.Patches)
        {
            if (!IsIdle(patch, file, old, @new))
            {
                changing.Add(patch);
            }
        }

        return planned with { Patches = changing };
    }

    private static bool IsIdle(FilePatch patch, SlideFile file, byte[] old, byte[] @new)
    {
        for (long done = 0; done < patch.Range.Length;)
        {
            var length = (int)Math.Min(PieceBytes, patch.Range.Length - done);
            file.ReadExactly(patch.Range.Offset + done, old.AsSpan(0, length));
            patch.CopyTo(done, @new.AsSpan(0, length));
            if (!old.AsSpan(0, length).SequenceEqual(@new.AsSpan(0, length)))
            {
                return false;
            }

            done += length;
        }

        return true;
    }
}
