using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace JoinArena.PrivacyPortal.Tests.Shell.Localization.Keys;

/// <summary>
/// What of the program a worker or a visitor can come to read, found in the compiled program: from their pages, the
/// emails and the background jobs along calls and uses of types.
/// </summary>
internal sealed class ReadableCode
{
    private readonly HashSet<TypeDefinition> _types = [];
    private readonly HashSet<MethodDefinition> _methods = [];
    private readonly Stack<MethodDefinition> _open = [];

    /// <summary>All constant strings of that code.</summary>
    public HashSet<string> Texts { get; } = [];

    public static ReadableCode Find(Assembly program, Func<TypeDefinition, bool> isStaffOnly)
    {
        using var module = ModuleDefinition.ReadModule(program.Location);
        var code = new ReadableCode();
        foreach (var type in module.GetTypes().Where(t => IsStart(t) && !isStaffOnly(t)))
            code.AddType(type);
        while (code._open.TryPop(out var method))
            code.Follow(method, isStaffOnly);
        return code;
    }

    // Where the framework or a job comes in by itself: pages, the layout, and what is called through an interface.
    private static bool IsStart(TypeDefinition type) =>
        type.DeclaringType is null
        && (
            type.CustomAttributes.Any(a => a.AttributeType.Name == "RouteAttribute")
            || type.Name is "App" or "Routes" or "MainLayout"
            || type.Name.EndsWith("Middleware", StringComparison.Ordinal)
            || type.Name.EndsWith("Api", StringComparison.Ordinal)
            || (
                type is { IsClass: true, HasInterfaces: true }
                && !IsComponent(type)
                && type.Interfaces.Any(IsCalledInto)
            )
            || TakesLocalizer(type)
        );

    private static bool TakesLocalizer(TypeDefinition type) =>
        type.Methods.Any(m => m.IsConstructor && m.Parameters.Any(p => p.ParameterType.Name == "IStringLocalizer`1"));

    private static bool IsCalledInto(InterfaceImplementation implemented) =>
        !implemented.InterfaceType.Name.StartsWith("IEquatable", StringComparison.Ordinal);

    private static bool IsComponent(TypeDefinition type) =>
        type.BaseType?.Name is "ComponentBase" or "LayoutComponentBase" or "OwningComponentBase";

    private void AddType(TypeDefinition type)
    {
        if (!_types.Add(type))
            return;
        foreach (var method in type.Methods)
            AddMethod(method);
        foreach (var nested in type.NestedTypes)
            AddType(nested);
    }

    private void AddMethod(MethodDefinition method)
    {
        if (_methods.Add(method))
            _open.Push(method);
    }

    private void Follow(MethodDefinition method, Func<TypeDefinition, bool> isStaffOnly)
    {
        foreach (var parameter in method.Parameters)
            Use(parameter.ParameterType, isStaffOnly);
        foreach (var instruction in method.HasBody ? method.Body.Instructions : [])
        {
            switch (instruction.Operand)
            {
                case string text when instruction.OpCode == OpCodes.Ldstr:
                    Texts.Add(text);
                    break;
                case MethodReference called:
                    Call(called, isStaffOnly);
                    break;
                case FieldReference field:
                    Use(field.DeclaringType, isStaffOnly);
                    break;
                case TypeReference used:
                    Use(used, isStaffOnly);
                    break;
            }
        }
    }

    private void Call(MethodReference called, Func<TypeDefinition, bool> isStaffOnly)
    {
        if (called is GenericInstanceMethod generic)
        {
            foreach (var argument in generic.GenericArguments)
                Use(argument, isStaffOnly);
        }

        Use(called.DeclaringType, isStaffOnly);
        if (
            IsOurs(called.DeclaringType)
            && called.Resolve() is { } method
            && !isStaffOnly(GetOuter(method.DeclaringType))
        )
        {
            AddMethod(method);
        }
    }

    private void Use(TypeReference reference, Func<TypeDefinition, bool> isStaffOnly)
    {
        if (reference is GenericInstanceType generic)
        {
            foreach (var argument in generic.GenericArguments)
                Use(argument, isStaffOnly);
        }

        if (!IsOurs(reference) || reference.Resolve() is not { } type || isStaffOnly(GetOuter(type)))
            return;
        if (IsStateMachine(type) || !IsStatic(GetOuter(type)))
            AddType(type);
        else if (type.GetStaticConstructor() is { } initializer)
            AddMethod(initializer);
    }

    private static bool IsOurs(TypeReference reference) => reference.GetElementType() is TypeDefinition;

    // Of a static class, such as the texts of a slice, each method counts for itself.
    private static bool IsStatic(TypeDefinition type) => type is { IsAbstract: true, IsSealed: true };

    private static bool IsStateMachine(TypeDefinition type) => type.Name.Contains(">d__", StringComparison.Ordinal);

    private static TypeDefinition GetOuter(TypeDefinition type) =>
        type.DeclaringType is null ? type : GetOuter(type.DeclaringType);
}
