using WsiDicomizer.Conversion.CaseData.Reading;

namespace WsiDicomizer.Conversion.CaseData.Binding;

/// <summary>The fields of an object by name; those that nobody knows are mistakes.</summary>
internal sealed class CaseObjectFields
{
    private readonly CaseObject _node;
    private readonly CaseDataMistakes _mistakes;
    private readonly CaseDataLimits _limits;

    /// <summary>Takes an object.</summary>
    /// <param name="node">The object.</param>
    /// <param name="known">The names that it may have.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    /// <param name="limits">How long lists may be.</param>
    public CaseObjectFields(CaseObject node, IReadOnlyList<string> known, CaseDataMistakes mistakes, CaseDataLimits limits)
    {
        _node = node;
        _mistakes = mistakes;
        _limits = limits;
        foreach (var member in node.Members.Where(member => !known.Contains(member.Name, StringComparer.Ordinal)))
        {
            mistakes.Add(member.Place, mistakes.AreFull ? "unknown key" : $"unknown key{NearestName.Note(member.Name, known)}");
        }
    }

    /// <summary>A field that is a text.</summary>
    public CaseText? this[string name] => Get(name) switch
    {
        null => null,
        CaseText text => text,
        var other => Wrong<CaseText>(other, $"{name}: expected a text"),
    };

    /// <summary>A field of any kind.</summary>
    public CaseNode? Get(string name) => _node.Members.FirstOrDefault(member => member.Name == name).Value;

    /// <summary>A field that is a list; a single text is a list of one.</summary>
    public IReadOnlyList<CaseNode> List(string name, int? maximum = null)
    {
        switch (Get(name))
        {
            case null:
                return [];
            case CaseList list when list.Items.Count > (maximum ?? _limits.MaximumListItems):
                return Wrong<CaseNode[]>(list, $"{name}: more entries than the limit of {maximum ?? _limits.MaximumListItems}") ?? [];
            case CaseList list:
                return list.Items;
            case CaseText text:
                return [text];
            case var other:
                return Wrong<CaseNode[]>(other, $"{name}: expected a list") ?? [];
        }
    }

    /// <summary>A field that is a list of objects.</summary>
    public IEnumerable<CaseObject> Objects(string name, int? maximum = null)
    {
        foreach (var item in List(name, maximum))
        {
            if (item is CaseObject entry)
            {
                yield return entry;
            }
            else
            {
                _mistakes.Add(item.Place, $"{name}: expected objects");
            }
        }
    }

    /// <summary>A field that is a list of texts.</summary>
    public IEnumerable<CaseText> Texts(string name)
    {
        foreach (var item in List(name))
        {
            if (item is CaseText text)
            {
                yield return text;
            }
            else
            {
                _mistakes.Add(item.Place, $"{name}: expected texts");
            }
        }
    }

    /// <summary>Tells that a field is missing.</summary>
    public void Missing(string message) => _mistakes.Add(_node.Place, message);

    private T? Wrong<T>(CaseNode node, string message)
        where T : class
    {
        _mistakes.Add(node.Place, message);
        return null;
    }
}
