using WsiDicomizer.Slides.Jpeg;
using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.Trestle;

/// <summary>Every place where a Trestle slide holds identity, or may.</summary>
internal static class TrestleIdentity
{
    /// <summary>Finds the records of the slide's file, then those of the picture beside it.</summary>
    /// <param name="structure">The slide's pages.</param>
    /// <param name="macro">The picture beside it, or null.</param>
    /// <exception cref="SlideFormatException">A value that identifies cannot be read.</exception>
    public static IReadOnlyList<IdentityRecord> FindRecords(TrestleStructure structure, TrestleMacro? macro)
    {
        var records = TiffPageIdentity.FindRecords(
            structure.Tiff,
            structure.Levels.Select(level => level.Image),
            structure.Pictures,
            (directory, entry) => TrestleStructure.ReadDescription(directory, entry).FindRecords(directory, TrestleKeys.Classify));
        if (macro is null)
        {
            return records;
        }

        return
        [
            .. records,
            TiffPageIdentity.FileName(macro.Path, 1),
            new IdentityRecord
            {
                FileIndex = 1,
                Location = macro.Location,
                Name = "macro image",
                Kind = IdentityKind.MacroImage,
                Range = new ByteRange(0, macro.File.Length),
            },
            .. JpegIdentity.FindRecords(macro.File, 1),
        ];
    }
}
