using System.Text;

namespace WsiDicomizer.Architecture.Tests;

/// <summary>C# source as text: enough of the language to tell code from comments and literals.</summary>
internal static class CSharpText
{
    /// <summary>The source with comments and the content of literals taken out; line breaks stay.</summary>
    public static string CodeOnly(string source)
    {
        var code = new StringBuilder(source.Length);
        var position = 0;
        while (position < source.Length)
        {
            var end = EndOfCommentOrLiteral(source, position);
            if (end == position)
            {
                code.Append(source[position++]);
                continue;
            }

            code.Append(source[position] == '/' ? " " : "\"\"");
            code.Append('\n', source.AsSpan(position, end - position).Count('\n'));
            position = end;
        }

        return code.ToString();
    }

    private static int EndOfCommentOrLiteral(string source, int start)
    {
        var rest = source.AsSpan(start);
        if (rest.StartsWith("//"))
        {
            return EndAfter(source, start, "\n", keepEnd: true);
        }

        if (rest.StartsWith("/*"))
        {
            return EndAfter(source, start + 2, "*/", keepEnd: false);
        }

        return rest[0] switch
        {
            '"' => EndOfString(source, start, verbatim: start > 0 && IsVerbatim(source, start)),
            '\'' => EndOfEscaped(source, start, '\''),
            _ => start,
        };
    }

    // The prefixes are @", $@" and @$".
    private static bool IsVerbatim(string source, int quote) =>
        source[quote - 1] == '@' || (source[quote - 1] == '$' && quote > 1 && source[quote - 2] == '@');

    private static int EndOfString(string source, int start, bool verbatim)
    {
        var quotes = source.AsSpan(start).IndexOfAnyExcept('"');
        quotes = quotes < 0 ? source.Length - start : quotes;
        if (quotes >= 3 && !verbatim)
        {
            return EndAfter(source, start + quotes, new string('"', quotes), keepEnd: false);
        }

        if (!verbatim)
        {
            return EndOfEscaped(source, start, '"');
        }

        for (var position = start + 1; position < source.Length; position++)
        {
            if (source[position] != '"')
            {
                continue;
            }

            if (position + 1 < source.Length && source[position + 1] == '"')
            {
                position++;
                continue;
            }

            return position + 1;
        }

        return source.Length;
    }

    private static int EndOfEscaped(string source, int start, char quote)
    {
        for (var position = start + 1; position < source.Length; position++)
        {
            if (source[position] == '\\')
            {
                position++;
            }
            else if (source[position] == quote || source[position] == '\n')
            {
                return position + 1;
            }
        }

        return source.Length;
    }

    private static int EndAfter(string source, int start, string end, bool keepEnd)
    {
        var found = start < source.Length ? source.IndexOf(end, start, StringComparison.Ordinal) : -1;
        return found < 0 ? source.Length : keepEnd ? found : found + end.Length;
    }
}
