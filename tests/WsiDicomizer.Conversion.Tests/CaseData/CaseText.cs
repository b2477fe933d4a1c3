using System.Text;
using WsiDicomizer.Conversion.CaseData;
using WsiDicomizer.Conversion.CaseData.Model;

namespace WsiDicomizer.Conversion.Tests.CaseData;

/// <summary>Case data from texts that tests write.</summary>
internal static class CaseText
{
    public static CaseDataFile Parse(string text, CaseDataLimits? limits = null) =>
        CaseDataFile.Parse(Encoding.UTF8.GetBytes(text), limits);

    /// <summary>What a text says of the slide <c>a.svs</c>.</summary>
    public static CaseRecord RecordOf(string text)
    {
        var file = Parse(text);
        return file.GetRecord(file.Find(new NamedSlide("a.svs"))!.Value);
    }

    /// <summary>A CSV file with a row for <c>a.svs</c>.</summary>
    public static string Csv(params (string Column, string Value)[] cells) =>
        $"FileName,{string.Join(',', cells.Select(cell => cell.Column))}\r\n"
        + $"a.svs,{string.Join(',', cells.Select(cell => $"\"{cell.Value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))}\r\n";

    /// <summary>The mistakes of a text as <c>line:column: message</c>.</summary>
    public static IReadOnlyList<string> MistakesOf(string text, CaseDataLimits? limits = null) =>
        MistakesOf(Encoding.UTF8.GetBytes(text), limits);

    public static IReadOnlyList<string> MistakesOf(byte[] content, CaseDataLimits? limits = null)
    {
        var exception = Assert.Throws<CaseDataException>(() => CaseDataFile.Parse(content, limits));
        return [.. exception.Mistakes.Select(mistake => $"{mistake.Line}:{mistake.Column}: {mistake.Message}")];
    }
}
