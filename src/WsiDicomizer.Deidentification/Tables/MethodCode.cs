namespace WsiDicomizer.Deidentification.Tables;

/// <summary>A code of CID 7050, De-identification Method.</summary>
/// <param name="CodeValue">The code.</param>
/// <param name="CodingSchemeDesignator">The coding scheme.</param>
/// <param name="CodeMeaning">The meaning.</param>
public sealed record MethodCode(string CodeValue, string CodingSchemeDesignator, string CodeMeaning)
{
    private static readonly Lazy<IReadOnlyList<MethodCode>> Codes = new(() =>
        [.. TableFile.Read("cid-7050.tsv").Rows.Select(row => new MethodCode(row[0], row[1], row[2]))]);

    /// <summary>All codes of CID 7050.</summary>
    public static IReadOnlyList<MethodCode> All => Codes.Value;

    /// <summary>The code of a value.</summary>
    /// <param name="codeValue">For example <c>113100</c>.</param>
    /// <exception cref="InvalidOperationException">CID 7050 has no such code.</exception>
    public static MethodCode Get(string codeValue) => All.First(code => code.CodeValue == codeValue);
}
