using System.Globalization;
using WsiDicomizer.Cli.Terminal;
using WsiDicomizer.Conversion.CaseData;

namespace WsiDicomizer.Cli.Converting;

/// <summary>A file of case data is wrong: nothing was done, exit code 2.</summary>
/// <param name="path">The file, as the user named it.</param>
/// <param name="exception">What is wrong with it.</param>
internal sealed class CaseDataFailure(string path, CaseDataException exception) : Exception(exception.Message, exception)
{
    /// <summary>A line per mistake, <c>FILE:LINE:COLUMN: what is wrong</c>, as editors understand it.</summary>
    public IEnumerable<string> Lines()
    {
        foreach (var mistake in exception.Mistakes)
        {
            var place = mistake.Line == 0
                ? string.Empty
                : string.Create(CultureInfo.InvariantCulture, $"{mistake.Line}:{mistake.Column}:");
            yield return $"{Printable.From(path)}:{place} {Printable.From(mistake.Message)}";
        }

        if (exception.HasMore)
        {
            yield return $"{Printable.From(path)}: and more; mend these first";
        }

        yield return "The case data is wrong, so nothing was done.";
    }
}
