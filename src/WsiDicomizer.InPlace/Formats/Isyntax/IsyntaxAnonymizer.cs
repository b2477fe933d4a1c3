using WsiDicomizer.InPlace.Names;
using WsiDicomizer.InPlace.PhilipsXml;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Texts;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Formats.Isyntax;

/// <summary>iSyntax: values and pictures in the header's XML, which keeps its length to the byte, since codeblocks follow it.</summary>
/// <remarks>
/// Label and macro become white and stay where they are: the vendor's programs are not known to open slides without them.
/// No byte 04, which ends the header, comes out. Source: formats.md 7.1 and 7.6.
/// </remarks>
internal sealed class IsyntaxAnonymizer : IFormatAnonymizer
{
    /// <inheritdoc/>
    public IReadOnlyList<string> FormatNames { get; } = ["isyntax"];

    /// <inheritdoc/>
    public void Plan(PlanContext context)
    {
        PhilipsTexts.Plan(context, IsInHeader);
        TextRemoval.Plan(context, record => !IsInHeader(record));
        PhilipsPictures.Plan(context, staysLinked: true);
        NameChange.Plan(context);
    }

    private static bool IsInHeader(IdentityRecord record) => record.Location.StartsWith("header", StringComparison.Ordinal);
}
