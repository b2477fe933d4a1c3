using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Tiff;

/// <summary>The word by which readers tell a vendor's TIFF, at the start of a text that is overwritten.</summary>
internal static class TiffMark
{
    /// <summary>Plans that the word stays, whatever becomes of the text behind it.</summary>
    /// <param name="context">The slide and the plan, which has patches for the texts already.</param>
    /// <param name="tiff">The slide's first file.</param>
    /// <param name="tag">The tag of the first page that begins with it.</param>
    /// <param name="mark">The word.</param>
    public static void Keep(PlanContext context, TiffFile tiff, TiffTag tag, ReadOnlySpan<byte> mark)
    {
        if (tiff.Directories[0].Find(tag) is { Value: { } value } && value.Length >= mark.Length)
        {
            var stored = context.Read(0, value with { Length = mark.Length });
            if (stored.AsSpan().SequenceEqual(mark))
            {
                context.Write(0, value.Offset, stored);
            }
        }
    }
}
