using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>Reads a profile's <c>dates</c>.</summary>
/// <param name="yaml">The profile.</param>
internal sealed class DatePolicyParser(ProfileYaml yaml)
{
    private const int SmallestScale = ScaleRange.One / 10;
    private const int LargestScale = ScaleRange.One * 10;

    /// <summary>The keys of the section, as the schema has them.</summary>
    internal static readonly string[] Keys = ["shift", "days", "weeks", "intervals", "scale", "order", "coarsen"];

    /// <summary>Reads the section.</summary>
    /// <param name="node">Its mapping.</param>
    /// <exception cref="ProfileException">Something in it is unknown, contradictory or cannot be carried out.</exception>
    public DatePolicy Parse(YamlNode node)
    {
        var fields = yaml.Fields(node, "shift, days, weeks, intervals, scale, order or coarsen", Keys);
        if (fields.TryGetValue("coarsen", out var coarsen))
        {
            return Coarsened(fields, coarsen);
        }

        if (fields.TryGetValue("shift", out var shift))
        {
            yaml.Choice(shift, "shift", ("per-patient", true));
        }

        var days = fields.TryGetValue("days", out var range)
            ? Days(range)
            : (First: DatePolicy.Default.FirstDay, Last: DatePolicy.Default.LastDay);
        var policy = new DatePolicy
        {
            FirstDay = days.First,
            LastDay = days.Last,
            WholeWeeks = fields.TryGetValue("weeks", out var weeks) && yaml.Choice(weeks, "choice", ("true", true), ("false", false)),
            Scale = Scale(fields),
            RandomizeOrder = fields.TryGetValue("order", out var order)
                && yaml.Choice(order, "order", ("keep", false), ("randomize", true)),
        };
        if (policy is { RandomizeOrder: true, Scale: not null })
        {
            throw yaml.Fail(order!, "'order: randomize' and 'intervals: proportional' contradict each other: choose one");
        }

        if (policy.WholeWeeks && policy.Scale is not null)
        {
            throw yaml.Fail(weeks!, "'weeks: true' and 'intervals: proportional' contradict each other: choose one");
        }

        return policy.WholeWeeks && WholeWeeks.Count(policy.FirstDay, policy.LastDay) == 0
            ? throw yaml.Fail(range ?? node, "the window holds no whole week other than none at all: make it wider")
            : policy;
    }

    private DatePolicy Coarsened(Dictionary<string, YamlNode> fields, YamlNode coarsen)
    {
        var other = fields.Keys.FirstOrDefault(key => key != "coarsen");
        return other is null
            ? new DatePolicy
            {
                Coarsen = yaml.Choice(
                    coarsen,
                    "period",
                    ("week", CoarsePeriod.Week),
                    ("month", CoarsePeriod.Month),
                    ("quarter", CoarsePeriod.Quarter),
                    ("year", CoarsePeriod.Year)),
            }
            : throw yaml.Fail(fields[other], $"coarsened dates do not move, so '{other}' contradicts 'coarsen': take one of them out");
    }

    private ScaleRange? Scale(Dictionary<string, YamlNode> fields)
    {
        var proportional = fields.TryGetValue("intervals", out var intervals)
            && yaml.Choice(intervals, "intervals", ("exact", false), ("proportional", true));
        if (!fields.TryGetValue("scale", out var scale))
        {
            return proportional
                ? throw yaml.Fail(intervals!, "'intervals: proportional' needs a 'scale', for example [0.8, 1.2]")
                : null;
        }

        if (!proportional)
        {
            throw yaml.Fail(scale, "'scale' goes with 'intervals: proportional'");
        }

        var (first, last) = Range(scale, "two factors", Millionths);
        return first == ScaleRange.One && last == ScaleRange.One
            ? throw yaml.Fail(scale, "a scale of 1 leaves the intervals exact: widen it, or say 'intervals: exact'")
            : new ScaleRange(first, last);
    }

    private (int First, int Last) Days(YamlNode node)
    {
        var (first, last) = Range(node, "two numbers of days", text =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var day)
            && Math.Abs((long)day) <= DatePolicy.MaximumDays
                ? day
                : null);
        return first == 0 && last == 0
            ? throw yaml.Fail(node, "a shift of no days leaves the dates as they are")
            : (first, last);
    }

    private (int First, int Last) Range(YamlNode node, string expected, Func<string, int?> read)
    {
        var items = yaml.Items(node, expected);
        if (items.Count != 2)
        {
            throw yaml.Fail(node, $"expected {expected}, the first and the last");
        }

        var first = Value(items[0]);
        var last = Value(items[1]);
        return first <= last ? (first, last) : throw yaml.Fail(node, "the first is above the last");

        int Value(YamlNode item) => read(yaml.Text(item, expected)) ?? throw yaml.Fail(
            item, $"expected {expected}: days are whole and within {DatePolicy.MaximumDays}, factors from 0.1 to 10 with six decimals at most");
    }

    private static int? Millionths(string text)
    {
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var factor) || factor > 10)
        {
            return null;
        }

        var millionths = factor * ScaleRange.One;
        return millionths is >= SmallestScale and <= LargestScale && decimal.IsInteger(millionths) ? (int)millionths : null;
    }
}
