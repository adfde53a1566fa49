// The types of layers and what they are set to, in one table: running a model,
// printing it, writing it to a file and reading it back all look here. A new
// type is one line of the table in module.c.
#ifndef MODULE_TYPE_H
#define MODULE_TYPE_H

#include <stddef.h>

#include "nn.h"

// For common/ alone; the names in the archive have a prefix, as in bytes.h.
#define module_type_find kindling_module_type_find
#define module_of_type kindling_module_of_type
#define module_setting kindling_module_setting
#define setting_text kindling_setting_text
#define module_all_parameters kindling_module_all_parameters

typedef enum SettingKind {
    SETTING_WHOLE,
    SETTING_REAL,
    SETTING_FLAG, // 1, or 0: then nothing stands in an architecture
} SettingKind;

// A number that is given when a layer is made, as dim in Softmax(dim=1).
typedef struct Setting {
    const char *name;  // PyTorch's; NULL: there is none
    size_t place;      // of it in a Module
    const char *label; // what stands before it in the text of an architecture
    SettingKind kind;
    double start;    // PyTorch's default
    double min, max; // what a file may ask for
} Setting;

enum { SETTINGS_MAX = 3 };

typedef struct ModuleType {
    const char *name; // "Softmax"
    const char *path; // of the class, "torch.nn.modules.activation.Softmax"
    Tensor *(*function)(Tensor *x); // of the input alone; NULL: forward
    Tensor *(*forward)(const Module *m, Tensor *x); // with the settings
    Setting setting[SETTINGS_MAX];
    // PyTorch's attribute inplace, which is always False here: what print shows
    // of it. NULL: the class has none.
    const char *inplace;
} ModuleType;

// The type of that name, or with that path; NULL: there is none.
const ModuleType *module_type_find(const char *name);

// A module with PyTorch's defaults, without parameters and children.
Module module_of_type(const ModuleType *type);

// Where a module keeps it.
double *module_setting(const Module *m, const Setting *setting);
// As module_parameters(); one that two layers share comes with both names.
void module_all_parameters(const Module *module, const char *prefix,
                           Parameters *list);
// As Python prints it.
NumberText setting_text(const Setting *setting, double value);

#endif
