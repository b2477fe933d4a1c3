using WsiDicomizer.Conversion.CaseData.Codes;
using WsiDicomizer.Conversion.CaseData.Reading;
using WsiDicomizer.Conversion.DataSet;

namespace WsiDicomizer.Conversion.CaseData.Binding;

/// <summary>Codes: a short word, <c>Value^Meaning^Scheme</c> as HL7 writes them, or an object with the three in JSON.</summary>
/// <param name="codes">The codes that ship.</param>
/// <param name="values">Reads the parts.</param>
/// <remarks>
/// A code of the table keeps the table's meaning, whatever was written: it is then known to be no one's words. Source:
/// PS3.3 8.8 and HL7 v2 data type CWE.
/// </remarks>
internal sealed class CaseCodeValues(CaseCodes codes, CaseValues values)
{
    // What PS3.16 table 8-1 registers, as far as pathology has use for it. Other designators are local, and begin with 99
    // (PS3.16 8.2), so that de-identification knows their codes for a site's own words.
    private static readonly string[] RegisteredSchemes =
        ["SCT", "DCM", "SRT", "LN", "NCIt", "FMA", "UMLS", "RADLEX", "ICDO3", "I10", "I11", "MSH", "NEU", "UCUM"];

    private const int LongestCode = 64;
    private const int LongestScheme = 16;
    private const int LongestMeaning = 64;

    /// <summary>A code.</summary>
    public CodedConcept? One(CaseNode? node, string field, CaseCodePurpose purpose)
    {
        var found = Several(node, field, purpose);
        return found.Count > 1
            ? values.Fail<CodedConcept>(node!, $"{field}: this word stands for several codes; write Value^Meaning^Scheme")
            : found.Count == 1 ? found[0] : null;
    }

    /// <summary>The codes that one word or code stands for; none where it is missing or wrong.</summary>
    public IReadOnlyList<CodedConcept> Several(CaseNode? node, string field, CaseCodePurpose purpose)
    {
        switch (node)
        {
            case null:
                return [];
            case CaseObject code:
                return Checked(code, PartOf(code, CaseFields.CodeValue), PartOf(code, CaseFields.CodeMeaning), PartOf(code, CaseFields.CodingSchemeDesignator), field);
            case CaseText text when text.Value.Contains('^', StringComparison.Ordinal):
                return text.Value.Split('^') is [var value, var meaning, var scheme]
                    ? Checked(text, value.Trim(), meaning.Trim(), scheme.Trim(), field)
                    : values.Fail<CodedConcept[]>(text, $"{field}: expected Value^Meaning^Scheme, such as 431510009^Formalin^SCT") ?? [];
            case CaseText text:
                var found = codes.Find(purpose, text.Value);
                if (found.Count == 0)
                {
                    values.Fail<string>(text, $"{field}: no code is known for this word{values.NoteNearest(text.Value, codes.NamesOf(purpose))}"
                        + (purpose == CaseCodePurpose.Stain ? "; a stain without a code goes to StainText or SubstanceTexts" : string.Empty));
                }

                return found;
            default:
                values.Fail<string>(node, $"{field}: expected one word or one code");
                return [];
        }
    }

    private string PartOf(CaseObject code, string name)
    {
        var member = code.Members.FirstOrDefault(member => member.Name == name);
        if (member.Value is not (null or CaseText))
        {
            values.Fail<string>(member.Value, $"{name}: expected a text");
        }

        return (member.Value as CaseText)?.Value ?? string.Empty;
    }

    private CodedConcept[] Checked(CaseNode place, string value, string meaning, string scheme, string field)
    {
        if (codes.Find(scheme, value) is { } known)
        {
            return [known];
        }

        if (value.Length == 0 || meaning.Length == 0 || scheme.Length == 0)
        {
            values.Fail<string>(place, $"{field}: a code needs value, meaning and scheme");
            return [];
        }

        if (scheme == "SCT" && !SctIdentifier.IsValid(value))
        {
            values.Fail<string>(place, $"{field}: no identifier of SNOMED CT: its check digit or length is wrong");
            return [];
        }

        if (!scheme.StartsWith("99", StringComparison.Ordinal) && !RegisteredSchemes.Contains(scheme, StringComparer.Ordinal))
        {
            values.Fail<string>(place, $"{field}: no registered coding scheme{values.NoteNearest(scheme, RegisteredSchemes)}; a local one begins with 99");
            return [];
        }

        var fits = values.Text(new CaseText(place.Place, value), $"{field}, CodeValue", "SH and UC", LongestCode) is not null
            & values.Text(new CaseText(place.Place, scheme), $"{field}, CodingSchemeDesignator", "SH", LongestScheme) is not null
            & values.Text(new CaseText(place.Place, meaning), $"{field}, CodeMeaning", "LO", LongestMeaning) is not null;
        return fits ? [new CodedConcept(value, scheme, meaning)] : [];
    }
}
