using WsiDicomizer.Slides.PhilipsXml;

namespace WsiDicomizer.Slides.Formats.Isyntax;

/// <summary>Every place where an iSyntax holds identity, or may: all of them are in the header.</summary>
/// <remarks>Not found here, because nothing in the header refers to it: bytes between codeblocks; <see cref="Slide.FindHiddenIdentity"/> tells them.</remarks>
internal static class IsyntaxIdentity
{
    /// <summary>Finds the records: file name, then those of the XML in its order.</summary>
    /// <param name="header">The header.</param>
    public static IReadOnlyList<IdentityRecord> FindRecords(IsyntaxHeader header)
    {
        List<IdentityRecord> records =
        [
            new()
            {
                Location = "file name",
                Name = "file name",
                Value = Path.GetFileNameWithoutExtension(header.Path),
                Kind = IdentityKind.FileName,
            },
            .. new PhilipsImportIdentity(header.Place, header.Map).Find(),
        ];
        return records;
    }
}
