namespace WsiDicomizer.Cli.Demo;

/// <summary>A planted value that is in the output.</summary>
/// <param name="EntryIndex">Which entry of the answer key, 0-based.</param>
/// <param name="Form">How it is written there.</param>
/// <param name="Place">Where it is, without the value.</param>
internal readonly record struct LeakFind(int EntryIndex, string Form, string Place);
