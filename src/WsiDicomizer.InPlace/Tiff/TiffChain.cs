using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Tiff;

/// <summary>The chain of pages without some of them.</summary>
internal static class TiffChain
{
    /// <summary>Plans that pointers pass pages over.</summary>
    /// <param name="context">The plan.</param>
    /// <param name="fileIndex">Which of the slide's files the TIFF is, 0-based.</param>
    /// <param name="tiff">The TIFF.</param>
    /// <param name="pages">The pages that go; of several in a row the pointer before the first leads behind the last.</param>
    /// <exception cref="AnonymizationException">One of them is the first, or no page of the chain.</exception>
    public static void Unlink(PlanContext context, int fileIndex, TiffFile tiff, IReadOnlyCollection<TiffDirectory> pages)
    {
        var offsets = pages.Select(page => page.Place.Range.Offset).ToHashSet();
        var chain = tiff.Directories;
        if (offsets.Contains(chain[0].Place.Range.Offset))
        {
            throw new AnonymizationException($"{chain[0].Location} is a picture that must go, and a TIFF without it is none");
        }

        if (pages.FirstOrDefault(page => page.Place.Depth > 0) is { } child)
        {
            throw new AnonymizationException($"{child.Location} is a picture that must go, and hangs below another page");
        }

        for (var i = 1; i < chain.Count; i++)
        {
            if (!offsets.Contains(chain[i].Place.Range.Offset) || offsets.Contains(chain[i - 1].Place.Range.Offset))
            {
                continue;
            }

            var last = i;
            while (last + 1 < chain.Count && offsets.Contains(chain[last + 1].Place.Range.Offset))
            {
                last++;
            }

            var pointer = TiffNumbers.Write(tiff.Header, chain[last].Place.NextOffset, tiff.Header.Layout.PointerBytes);
            context.Write(fileIndex, chain[i].Place.PointerPosition, pointer, PatchStage.Pointers);
        }
    }
}
